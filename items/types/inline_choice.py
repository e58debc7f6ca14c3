"""Inline choice: a sentence with drop-down menus, each with its own options and key."""

from typing import Literal, Self

from pydantic import Field, model_validator

from items.base import Frozen, Key, Label, Markdown
from items.messages import message
from items.scoring import AnswerTest, Score
from items.types.content import (
    ItemContent,
    Option,
    read_feedback,
    refuse_other_gaps,
    refuse_repeated_options,
    refuse_strangers,
    table,
)
from items.types.places import score_places


class Menu(Frozen):
    """One drop-down in the sentence."""

    id: Key
    label: Label
    options: tuple[Option, ...] = Field(min_length=2, max_length=20)
    key: Key

    @model_validator(mode="after")
    def _key_is_an_option(self) -> Self:
        refuse_repeated_options(self.options)
        refuse_strangers([self.key], self.options)
        return self


class InlineChoice(ItemContent):
    """`text` is Markdown with `{{id}}` for each menu. The answer is an object: menu identifier to option identifier."""

    label = str(message("Inline choice"))

    type: Literal["inline_choice"] = "inline_choice"
    text: Markdown = Field(min_length=1)
    menus: tuple[Menu, ...] = Field(min_length=1, max_length=30)
    strategy: Literal["all_or_nothing", "per_menu"] = "all_or_nothing"

    @model_validator(mode="after")
    def _menus_are_in_the_text(self) -> Self:
        refuse_other_gaps(self.text, (menu.id for menu in self.menus))
        return self

    def score(self, answer: object) -> Score:
        chosen = table(answer)
        found = [chosen.get(menu.id) == menu.key for menu in self.menus]
        return score_places([menu.label for menu in self.menus], found, partial=self.strategy == "per_menu")

    def feedback(self, answer: object) -> tuple[Markdown, ...]:
        chosen = table(answer)
        return tuple(text for menu in self.menus for text in read_feedback(menu.options, [chosen.get(menu.id)]))

    def samples(self) -> tuple[AnswerTest, ...]:
        key = {menu.id: menu.key for menu in self.menus}
        first = self.menus[0]
        others = (option.id for option in first.options if option.id != first.key)
        return (
            self.sample(key, "right"),
            *(self.sample({**key, first.id: other}, "near miss") for other in others),
            self.sample({}, "wrong"),
            self.sample(None, "invalid"),
        )
