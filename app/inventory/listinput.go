package inventory

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
	"demarc/engagement"
)

// listInput is a field with several values: a picker that adds one, and beneath
// it the values, each of which a press takes away. Backspace in the empty picker
// takes the last one away.
type listInput struct {
	*page.Field
	form   *form
	field  field
	picker *look.Picker
	chips  *fyne.Container
	values []string
}

func newListInput(f *form, spec field) *listInput {
	in := &listInput{form: f, field: spec}
	in.picker = f.desk.Look.Picker("", spec.Hint, in.offered, in.add)
	if spec.free {
		in.picker.Free = func(text string) string { return f.desk.T("add the tag ‘%s’", text) }
	}
	escapes(in.picker, f.list.focus)
	keys := in.picker.Keys
	in.picker.Keys = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyBackspace && in.picker.Text == "" && len(in.values) > 0 {
			in.remove(in.values[len(in.values)-1])
			return true
		}
		return keys(event)
	}
	in.Field = page.NewField(f.desk, spec.Label, in.picker, f.grown)
	in.chips = f.desk.Look.Column(4)
	in.Box.Add(f.desk.Look.Pad(in.chips, 4, 0, 2, nameWidth))
	return in
}

func (in *listInput) object() fyne.CanvasObject { return in.Box }
func (in *listInput) focusable() fyne.Focusable { return in.picker }

// offered are the values that the asset does not have.
func (in *listInput) offered() []look.Option {
	return slices.DeleteFunc(slices.Clone(in.field.words()), func(o look.Option) bool { return slices.Contains(in.values, o.Value) })
}

// add takes one value, or several that are separated by commas.
func (in *listInput) add(value string) {
	putQuietly(in.picker, "")
	if value == "" {
		return
	}
	values := slices.Clone(in.values)
	for part := range strings.SplitSeq(value, ",") {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(values, part) {
			values = append(values, part)
		}
	}
	in.save(values)
}

func (in *listInput) remove(value string) {
	in.save(slices.DeleteFunc(slices.Clone(in.values), func(v string) bool { return v == value }))
}

func (in *listInput) save(values []string) {
	in.form.save(in, func(to *engagement.AssetFields) { in.field.put(to, &values) }, in.field.saved)
}

func (in *listInput) show(a *assess.Asset) {
	values := in.field.values(a)
	if slices.Equal(values, in.values) && len(in.chips.Objects) > 0 == (len(values) > 0) {
		return
	}
	in.values = slices.Clone(values)
	in.chips.RemoveAll()
	for _, line := range in.lines() {
		in.chips.Add(line)
	}
	in.chips.Refresh()
	in.Box.Refresh()
}

// lines sets the values as chips, as many on a line as fit.
func (in *listInput) lines() []fyne.CanvasObject {
	l := in.form.desk.Look
	room := l.S(desk.PanelWidth - nameWidth)
	var lines []fyne.CanvasObject
	row, used := l.Row(4), float32(0)
	for _, value := range in.values {
		text := l.Cut(shorten(in.field.textOfOne(in.form.desk, value), 80), look.Small, room-l.S(34))
		chip := l.Chip(text+"  ×", false, func() { in.remove(value) })
		width := chip.MinSize().Width + l.S(4)
		if used > 0 && used+width > room {
			lines = append(lines, row)
			row, used = l.Row(4), 0
		}
		row.Add(chip)
		used += width
	}
	if used > 0 {
		lines = append(lines, row)
	}
	return lines
}

func (in *listInput) leave(save bool) {
	letGo(in.form.desk, in.Field, in.picker, in.field.Label, save)
}
