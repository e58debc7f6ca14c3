"""The illustrations of the demo content, one function a picture."""
