"""Sentences of Wagtail that our catalogue says again: its French writes « créé(e) » and « ce(tte) », ours does not.

Nothing imports this module: `make messages` reads it, and Django prefers our catalogue to Wagtail's.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

SENTENCES = (
    gettext_noop("%(model_name)s '%(object)s' created."),
    gettext_noop("%(model_name)s '%(object)s' updated."),
    gettext_noop("%(model_name)s '%(object)s' deleted."),
    gettext_noop("%(model_name)s '%(object)s' has been replaced with version from %(timestamp)s."),
    gettext_noop("The %(model_name)s could not be created due to errors."),
    gettext_noop("The %(model_name)s could not be saved due to errors."),
    gettext_noop("The %(model_name)s could not be saved as it is locked"),
    gettext_noop("Cannot overwrite a revision that is not the latest for this %(model_name)s."),
    gettext_noop("Are you sure you want to delete this %(model_name)s?"),
    gettext_noop("One or more references to this %(model_name)s prevent it from being deleted."),
    gettext_noop("You are viewing a previous version of this %(model_name)s from <b>%(created_at)s</b> by %(user)s"),
    gettext_noop("This %(model_name)s is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."),
    gettext_noop("This %(model_name)s hasn't been submitted for moderation yet"),
    gettext_noop("Anyone can edit this %(model_name)s"),
    gettext_noop("No %(model_name)s match your query."),
    gettext_noop("New: %(model_name)s"),
    gettext_noop("Add %(model_name)s"),
    gettext_noop("Add %(label)s"),
    gettext_noop("Create a new %(model_name)s"),
    gettext_noop("Choose another"),
    gettext_noop("Created"),
    gettext_noop("Published"),
    gettext_noop("Locked"),
    gettext_noop("Unlocked"),
    gettext_noop("Disabled"),
    gettext_noop("None"),
    gettext_noop("0 minutes"),
    gettext_noop("just now"),
    gettext_noop("Saving will overwrite a newer version."),
    gettext_noop("Review this version"),
    gettext_noop("Sign in"),
    gettext_noop("model log entry"),
    gettext_noop("model log entries"),
    ngettext_lazy("Used %(usage_count)s time", "Used %(usage_count)s times"),
    ngettext_lazy("Referenced %(count)s time", "Referenced %(count)s times"),
    ngettext_lazy(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
    ),
)
