package inventory

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
	"demarc/engagement"
)

// adding is the form of an asset that is not there yet: its name, and how it is
// hosted where that is known. The rest can wait.
type adding struct {
	list    *list
	box     *fyne.Container
	name    *look.Entry
	hosting string
	framed  *page.Field
	runs    *page.Field
}

// addingForm is under what the form is kept.
const addingForm = "assets/new"

// newAdding makes the form, with what it held before it was sent or cancelled.
func newAdding(l *list) *adding {
	d := l.desk
	a := &adding{list: l, hosting: assess.HostingUnknown}
	if hosting, ok := d.Unsent.Get(addingForm, "hosting"); ok {
		a.hosting = hosting
	}
	d.Unsent.Open(addingForm)
	a.name = d.Look.Entry("", d.T("what the client calls it"), nil)
	a.name.OnSubmitted = func(string) { a.save() }
	a.name.Keys = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyEscape {
			a.giveUp()
		}
		return event.Name == fyne.KeyEscape
	}
	button := d.Look.Button(d.T("Add asset"), look.Primary, a.save)
	picker := d.Look.Choice(a.hosting, d.HostingModels(), func(value string) {
		a.hosting = value
		d.Unsent.Pick(addingForm, "hosting", value)
		d.Focus(button)
	})
	escapes(picker, a.giveUp)
	a.runs = page.NewField(d, d.T("Hosting"), picker, func() { a.box.Refresh() })
	a.framed = page.NewField(d, d.T("Name"), a.name, func() { a.box.Refresh() })
	d.Keep(addingForm, "name", a.name, false)
	a.box = d.Look.Column(8,
		d.Look.Label(d.T("New asset"), look.PanelTitle, look.Text),
		a.framed.Box,
		a.runs.Box,
		d.Look.Paragraph(d.T("While the hosting model is unknown every one of its cells is undecided, and finding out is the first action."), look.Small, look.Text2, desk.PanelWidth),
		d.Look.Row(8, button, d.Look.Button(d.T("Cancel"), look.Plain, a.giveUp)))
	return a
}

func (a *adding) giveUp() {
	a.list.desk.Unsent.Drop(addingForm)
	a.list.adding = nil
	a.list.showSelected()
	a.list.focus()
}

// save adds the asset: one commit. A form that made way for something else adds
// nothing, even where it has the keyboard still.
func (a *adding) save() {
	if a.list.adding != a {
		return
	}
	d, name, hosting := a.list.desk, a.name.Text, a.hosting
	var made *assess.Asset
	a.framed.Wrong("")
	if a.runs.Pends() {
		d.Focus(a.runs.Focus)
		return
	}
	d.Do(func() (string, error) {
		asset, err := d.Session.AddAsset(engagement.AssetFields{Name: &name, Hosting: &hosting})
		if err != nil && engagement.ErrorCode(err) == engagement.CodeInput {
			a.framed.Wrong(d.Sentence(err))
			return "", nil
		}
		if err != nil {
			return "", err
		}
		made = asset
		return d.T("%s is in the inventory", shorten(desk.OneLine(asset.Name), 60)), nil
	})
	if made != nil {
		a.list.added(made)
	}
}
