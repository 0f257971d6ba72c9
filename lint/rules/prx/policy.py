"""The archive's policy on image proxies: the options of PRX009, which PRX007 follows too."""

from dataclasses import dataclass

from lint.primitives.text import did_you_mean
from lint.proxies import load
from lint.rule import Settings, option

_NAMES = "a list of proxy names"


def _known(value: str | tuple[str, ...], settings: Settings) -> str | None:
    names = list(dict.fromkeys(each.name for each in (settings.proxies or load()).proxies))
    for each in (value,) if isinstance(value, str) else value:
        if each not in names:
            return "the name of a proxy" + (did_you_mean(each, names) or f", one of {', '.join(names)}")
    return None


@dataclass(frozen=True)
class Policy:
    """The image proxies that an archive allows, forbids or requires."""

    allowed: tuple[str, ...] = option((), "proxies that images may use", expected=_NAMES, check=_known)
    forbidden: tuple[str, ...] = option((), "proxies that images must not use", expected=_NAMES, check=_known)
    required: str | None = option(
        None, "the proxy that every image must use", expected="the name of a proxy", check=_known
    )

    def accepts(self, name: str) -> bool:
        """Return whether the policy allows or requires a proxy by its name."""
        return name == self.required or name in self.allowed
