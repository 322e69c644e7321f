package inventory

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// form shows one asset in the panel. Its fields are made once and follow what is
// stored, so that the keyboard stays where it is while things change.
type form struct {
	list   *list
	desk   *desk.Desk
	asset  string
	box    *fyne.Container
	head   *head
	past   *past
	inputs []input
}

func newForm(l *list) *form {
	f := &form{list: l, desk: l.desk}
	f.head, f.past = newHead(f), newPast(f.desk)
	f.box = f.desk.Look.Column(6, f.head.box)
	for _, g := range groups(f.desk) {
		f.box.Add(f.desk.Look.Pad(f.desk.Look.Column(10, f.desk.Look.Hairline(), f.desk.Overline(g.Title)), 8, 0, 2, 0))
		for _, spec := range g.Fields {
			in := f.input(spec)
			f.inputs = append(f.inputs, in)
			f.box.Add(in.object())
		}
	}
	f.box.Add(f.desk.Look.Pad(f.past.box, 8, 0, 0, 0))
	return f
}

func (f *form) input(spec field) input {
	switch {
	case spec.values != nil:
		return newListInput(f, spec)
	case spec.words != nil:
		return newWordInput(f, spec)
	}
	return newTextInput(f, spec)
}

// show turns to an asset, or follows the one that is shown.
func (f *form) show(id string) {
	if id != f.asset {
		for _, in := range f.inputs {
			in.leave(f.stored() != nil)
		}
	}
	f.asset = id
	asset := f.stored()
	if asset == nil {
		return
	}
	f.head.show(asset)
	for _, in := range f.inputs {
		in.show(asset)
	}
	f.past.show(id)
	f.box.Refresh()
}

// grown lays the form out again after a part of it became higher or lower.
func (f *form) grown() { f.box.Refresh() }

func (f *form) stored() *assess.Asset { return f.desk.Session.State().Assets[f.asset] }

// enter gives the first field the keyboard.
func (f *form) enter() { f.desk.Focus(f.inputs[0].focusable()) }

// save changes a field of the asset: one commit. What the engine refuses is said
// under the field.
func (f *form) save(in input, set func(*engagement.AssetFields), saved func(*desk.Desk, *assess.Asset) string) {
	var fields engagement.AssetFields
	set(&fields)
	f.change(in, func() (string, error) {
		before := f.desk.Session.Commits()
		asset, err := f.desk.Session.EditAsset(f.asset, fields)
		if err != nil || f.desk.Session.Commits() == before {
			return "", err
		}
		return saved(f.desk, asset), nil
	})
}

// change makes a change for an input; wrong input is the input's to say.
func (f *form) change(in input, do func() (string, error)) {
	in.Wrong("")
	f.desk.Do(func() (string, error) {
		sentence, err := do()
		if err != nil && engagement.ErrorCode(err) == engagement.CodeInput {
			in.Wrong(f.desk.Sentence(err))
			return "", nil
		}
		return sentence, err
	})
}

// saveOwner makes a party the owner; a name that nobody has becomes a team.
func (f *form) saveOwner(in input, value string) {
	f.change(in, func() (string, error) {
		session, fields := f.desk.Session, engagement.AssetFields{Owner: &value}
		if value != "" && session.State().Parties[value] == nil {
			fields = engagement.AssetFields{NewOwner: &value}
		}
		asset, err := session.EditAsset(f.asset, fields)
		if err != nil {
			return "", err
		}
		if asset.Owner == "" {
			return f.desk.T("Nobody owns %s now", shorten(desk.OneLine(asset.Name), 60)), nil
		}
		return f.desk.T("%s owns %s", shorten(f.desk.Person(asset.Owner), 60), shorten(desk.OneLine(asset.Name), 60)), nil
	})
}

// retire shows what retiring the asset would do, with the verb on the button.
func (f *form) retire() fyne.CanvasObject {
	l, d := f.desk.Look, f.desk
	asset := f.stored()
	name := desk.OneLine(asset.Name)
	do := l.Button(d.T("Retire asset"), look.Primary, func() {
		id := f.asset
		f.list.closeRetire()
		d.Do(func() (string, error) {
			_, err := d.Session.RetireAsset(id)
			return d.T("%s is retired", shorten(name, 60)), err
		})
	})
	keep := l.Button(d.T("Keep it"), look.Plain, f.list.closeRetire)
	box := l.Column(12, l.Label(d.T("RETIRE ASSET"), look.Overline, look.Text3), l.Shrinking(name, look.PanelTitle, look.Text))
	for _, sentence := range retireSentences(d, asset) {
		box.Add(l.Paragraph(sentence, look.Body, look.Text2, desk.PanelWidth))
	}
	box.Add(l.Row(8, do, keep))
	return box
}
