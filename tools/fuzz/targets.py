"""All targets by name."""

from tools.fuzz import posts, readers, settings, simple_yaml, stored, values
from tools.fuzz.target import Target

TARGETS: dict[str, Target] = {
    **posts.TARGETS,
    **readers.TARGETS,
    **settings.TARGETS,
    **simple_yaml.TARGETS,
    **stored.TARGETS,
    **values.TARGETS,
}
