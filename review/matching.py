"""Who reviews what, as one linear program: every place filled, by the most competent people, each with a fair load.

Each pair (review, person) that may be is a variable in [0, 1]. A review takes at most its places; a person has at most
`most` reviews, and the k-th one costs k, so that work spreads. It is a flow: HiGHS finds a whole solution.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

import highspy

Task = TypeVar("Task", bound=Hashable)
Person = TypeVar("Person", bound=Hashable)

FILLED = 1000.0
MERIT = 10.0


def match(
    *, places: Mapping[Task, int], merits: Mapping[tuple[Task, Person], int], loads: Mapping[Person, int], most: int
) -> dict[Task, list[Person]]:
    """People for each task. `merits` has the pairs allowed and their worth; `loads`, what each person does already."""
    program = highspy.Highs()
    program.setOptionValue("output_flag", False)
    by_task: dict[Task, list[highspy.highs_var]] = defaultdict(list)
    by_person: dict[Person, list[highspy.highs_var]] = defaultdict(list)
    pairs = {}
    for (task, person), merit in merits.items():
        pairs[task, person] = variable = program.addVariable(lb=0, ub=1, obj=-(FILLED + MERIT * merit))
        by_task[task].append(variable)
        by_person[person].append(variable)
    for task, variables in by_task.items():
        program.addConstr(sum(variables) <= places[task])
    for person, variables in by_person.items():
        steps = [program.addVariable(lb=0, ub=1, obj=float(rank)) for rank in range(loads.get(person, 0), most)]
        program.addConstr(sum(variables) - sum(steps) <= 0)
    if not pairs:
        return {}
    program.minimize()
    found: dict[Task, list[Person]] = defaultdict(list)
    values = program.getSolution().col_value
    for (task, person), variable in pairs.items():
        if values[variable.index] > 0.5:
            found[task].append(person)
    return dict(found)
