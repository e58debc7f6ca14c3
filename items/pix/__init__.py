"""The matching rules of the Pix engine, as its open code publishes them, for the banks that ask for them.

They are not our rules (docs/scoring.md says where and why ours differ). The engine runs on JavaScript, and its rules
are reproduced to the letter: what counts as a space, how a number is read, the order of the keys of an object.
"""
