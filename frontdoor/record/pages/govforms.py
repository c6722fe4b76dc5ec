"""GOV.UK rendering for plain Django forms: one renderer, one bound field, one mixin.

The renderer is the site's FORM_RENDERER, so a form we did not write (signing in, for one) looks the same.
"""

from typing import ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name

from frontdoor.record.pages.dates import DateBox, DateParts, GovDateField
from frontdoor.record.pages.plain_text import PlainText

__all__ = [
    "DateBox",
    "DateParts",
    "GovBoundField",
    "GovDateField",
    "GovFields",
    "GovForm",
    "GovRenderer",
    "PlainText",
]

# The first that fits, so the narrower widget stands before the one it is made from.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (DateParts, "date"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)
CLASSES = {
    "input": "govuk-input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
}
SEVERAL_CONTROLS = frozenset({"radios", "checkboxes", "date"})


class GovBoundField(BoundField):
    """A field on a page: knows which GOV.UK component draws it, and which control an error link reaches."""

    @property
    def kind(self) -> str:
        widget = self.field.widget
        return next((kind for widget_type, kind in KINDS if isinstance(widget, widget_type)), "input")

    @property
    def is_compact(self) -> bool:
        return bool(getattr(self.form, "compact", False))

    @property
    def has_several_controls(self) -> bool:
        return self.kind in SEVERAL_CONTROLS

    @property
    def first_control_id(self) -> str:
        if self.is_hidden or not self.has_several_controls:
            return self.id_for_label or self.auto_id
        return f"{self.auto_id}_0"

    @property
    def group_class(self) -> str:
        """The widget's own class, which for radios and checkboxes belongs to the group (for one, inline)."""
        return str(self.field.widget.attrs.get("class", ""))

    @property
    def character_limit(self) -> int | None:
        limit = getattr(self.field, "max_length", None)
        return limit if self.kind == "textarea" else None

    def build_widget_attrs(
        self, attrs: dict[str, str | bool], widget: forms.Widget | None = None
    ) -> dict[str, str | bool]:
        widget = widget or self.field.widget
        built: dict[str, str | bool] = dict(super().build_widget_attrs(attrs, widget))
        # A browser cuts what is pasted over maxlength without a word; the form says so instead.
        widget.attrs.pop("maxlength", None)
        # A word inside the box vanishes on typing, and is taken for an answer; labels and hints stay.
        widget.attrs.pop("placeholder", None)
        if self.kind in CLASSES:
            built["class"] = self._control_classes(str(widget.attrs.get("class", "")))
        if self.kind == "date" and self.errors:
            built["class"] = "govuk-input--error"
        if self.kind in ("input", "textarea", "date"):
            built.setdefault("autocomplete", widget.attrs.get("autocomplete", "off"))
        if self.kind == "textarea":
            built.setdefault("spellcheck", widget.attrs.get("spellcheck", "true"))
            if self.character_limit is not None:
                built["aria-describedby"] = f"{built.get('aria-describedby', '')} {self.auto_id}-info".strip()
        return built

    def _control_classes(self, own: str) -> str:
        classes = [CLASSES[self.kind], own]
        if self.errors and self.kind != "checkbox":
            classes.append(f"{CLASSES[self.kind]}--error")
        if self.character_limit is not None:
            classes.append("govuk-js-character-count")
        return " ".join(each for each in classes if each)


class GovRenderer(TemplatesSetting):
    """Draws every form, field and error list with the templates in govuk/."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    bound_field_class = GovBoundField


class GovFields(forms.BaseForm):
    """Mix into a form or model form: plain errors that name the field. Set compact for a dense page."""

    compact: ClassVar[bool] = False
    use_required_attribute = False

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own list, passed through unchanged
        for name, field in self.fields.items():
            if field.label is None:
                field.label = pretty_name(name)
            _say_what_is_missing(field)


class GovForm(GovFields, forms.Form):
    """A plain form in the house look."""


def _say_what_is_missing(field: forms.Field) -> None:
    """This function will replace Django's nameless "This field is required", unless the form has its own words."""
    if field.error_messages.get("required") != forms.Field.default_error_messages["required"]:
        return
    is_choice = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    asks = "Choose an answer for" if is_choice else "Fill in"
    field.error_messages["required"] = f"{asks} “{field.label}”"
