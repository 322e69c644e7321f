package people

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
	"demarc/engagement"
)

// partyForm are the fields of a party, saved on leaving each.
type partyForm struct {
	s    *Screen
	id   string
	box  *fyne.Container
	name *look.Entry
	kind *look.Picker
	// names, what and email are the fields of text.
	names, what, email *page.Field
}

func (s *Screen) newForm(id string) *partyForm {
	d, l := s.desk, s.desk.Look
	f := &partyForm{s: s, id: id}
	party := d.Session.State().Parties[id]
	f.name = l.Entry(party.Name, "", nil)
	f.names = f.field(d.T("Name"), f.name, func(text string) engagement.PartyFields { return engagement.PartyFields{Name: &text} })
	f.names.Check = func(text string) string { return s.model.wrongName(id, text) }
	f.kind = l.Choice(string(party.Type), kinds(d), func(kind string) {
		if kind != "" {
			f.save(engagement.PartyFields{Kind: &kind})
		}
	})
	page.Back(&f.kind.Entry, s.focusList)
	f.what = f.field(d.T("Function"), l.Entry(party.Function, d.T("what it does at the client"), nil), func(text string) engagement.PartyFields { return engagement.PartyFields{Function: &text} })
	f.email = f.field(d.T("E-mail"), l.Entry(party.Email, "", nil), func(text string) engagement.PartyFields { return engagement.PartyFields{Email: &text} })
	f.box = l.Column(8)
	if !f.hides(party) {
		f.box.Add(f.names.Box)
	}
	f.box.Add(page.Pick(d, d.T("Kind"), f.kind, func() { s.sheet.whole.Refresh() }))
	f.box.Add(f.what.Box)
	if !d.Presenting {
		f.box.Add(f.email.Box)
	}
	return f
}

// field is a field of text that is saved when it is left.
func (f *partyForm) field(name string, entry *look.Entry, fields func(text string) engagement.PartyFields) *page.Field {
	page.Back(entry, f.s.focusList)
	field := page.NewField(f.s.desk, name, entry, func() { f.s.sheet.whole.Refresh() })
	field.Saves(func(text string) (wrong string) {
		if field.Check != nil {
			wrong = field.Check(text)
		}
		if wrong == "" {
			f.save(fields(text))
		}
		return wrong
	})
	return field
}

// hides reports whether the party's name is not to be seen.
func (f *partyForm) hides(p *assess.Party) bool {
	return p != nil && f.s.desk.Presenting && p.Type == assess.Person
}

func kinds(d *desk.Desk) []look.Option {
	var options []look.Option
	for _, kind := range assess.PartyKinds {
		options = append(options, look.Option{Value: string(kind), Text: kindName(d, kind)})
	}
	return options
}

func (f *partyForm) first() fyne.Focusable {
	if f.hides(f.s.desk.Session.State().Parties[f.id]) {
		return f.kind
	}
	return f.name
}

// follow shows what is stored, except in a field with text that is not.
func (f *partyForm) follow(p *assess.Party) {
	for field, text := range map[*page.Field]string{f.names: p.Name, f.what: p.Function, f.email: p.Email} {
		field.Show(text)
	}
	if text := kindName(f.s.desk, p.Type); f.kind.Text != text && !f.kind.Changed() {
		changed := f.kind.OnChanged // a list is offered for what is typed, not for this
		f.kind.OnChanged = nil
		f.kind.Put(text)
		f.kind.OnChanged = changed
	}
}

func (f *partyForm) save(fields engagement.PartyFields) {
	d := f.s.desk
	d.Do(func() (string, error) {
		party, err := d.Session.EditParty(f.id, fields)
		if err != nil {
			return "", err
		}
		return d.T("Saved: %s", brief(d.Person(party.ID), longestInList)), nil
	})
}

// newParty is the form of a party that is not there yet.
type newParty struct {
	s     *Screen
	box   fyne.CanvasObject
	name  *look.Entry
	names *page.Field
	kinds *page.Field
	kind  string
	what  *look.Entry
	email *look.Entry
}

// newPartyForm is under what the form of a new party is kept.
const newPartyForm = "people/new"

// beginNew opens the form of a new party.
func (s *Screen) beginNew() {
	s.openNew()
	s.showPanel()
	s.desk.Focus(s.adding.name)
}

// openNew makes the form, with what it held before it was sent or cancelled.
func (s *Screen) openNew() {
	d, l := s.desk, s.desk.Look
	n := &newParty{s: s, kind: string(assess.Team)}
	if kind, ok := d.Unsent.Get(newPartyForm, "kind"); ok {
		n.kind = kind
	}
	n.name = l.Entry("", "", nil)
	n.names = page.NewField(d, d.T("Name"), n.name, func() { n.box.Refresh() })
	n.names.Check = func(text string) string { return s.model.wrongName("", text) }
	n.name.Left = func() {
		if n.name.Text != "" {
			n.check()
		}
	}
	kind := l.Choice(n.kind, kinds(d), func(kind string) {
		n.kind = kind
		d.Unsent.Pick(newPartyForm, "kind", kind)
	})
	n.what = l.Entry("", d.T("what it does at the client"), nil)
	n.email = l.Entry("", "", nil)
	for _, entry := range []*look.Entry{n.name, &kind.Entry, n.what, n.email} {
		page.Back(entry, n.cancel)
	}
	n.kinds = page.NewField(d, d.T("Kind"), kind, func() { n.box.Refresh() })
	for _, entry := range []*look.Entry{n.name, n.what, n.email} {
		entry.OnSubmitted = func(string) { n.add() }
	}
	d.Unsent.Open(newPartyForm)
	d.Keep(newPartyForm, "name", n.name, n.kind == string(assess.Person))
	d.Keep(newPartyForm, "what", n.what, false)
	d.Keep(newPartyForm, "email", n.email, true)
	n.box = l.Column(8,
		l.Label(d.T("New party"), look.PanelTitle, look.Text),
		n.names.Box, n.kinds.Box, d.Field(d.T("Function"), n.what), d.Field(d.T("E-mail"), n.email),
		page.Flow(l, l.Button(d.T("Add party"), look.Primary, n.add), l.Button(d.T("Cancel"), look.Ghost, n.cancel)))
	s.adding = n
}

func (n *newParty) check() bool {
	n.names.Wrong(n.names.Check(n.name.Text))
	return n.names.Whole()
}

func (n *newParty) cancel() {
	n.s.desk.Unsent.Drop(newPartyForm)
	n.s.adding, n.s.sheet = nil, nil
	n.s.showPanel()
	n.s.focusList()
}

// add takes the party in and goes to it.
func (n *newParty) add() {
	s, d := n.s, n.s.desk
	if !n.check() {
		d.Focus(n.name)
		return
	}
	if n.kinds.Pends() {
		d.Focus(n.kinds.Focus)
		return
	}
	fields := engagement.PartyFields{Name: &n.name.Text, Kind: &n.kind, Function: &n.what.Text, Email: &n.email.Text}
	added := ""
	done := d.Do(func() (string, error) {
		party, err := d.Session.AddParty(fields)
		if err != nil {
			return "", err
		}
		added = party.ID
		return d.T("Added %s", brief(d.Person(party.ID), longestInList)), nil
	})
	if done {
		d.Unsent.Drop(newPartyForm)
		s.adding, s.sheet = nil, nil
		s.search.SetText("")
		s.selectRow(s.indexOf(added))
		s.focusList()
	}
}

// leave does what the panel has shown: it hands over, retires, or both.
func (s *Screen) leave() {
	d, what := s.desk, s.leaving
	name := brief(d.Person(what.party), longestInList)
	s.leaving = leaving{}
	done := d.Do(func() (string, error) {
		if !what.retire {
			records, err := d.Session.HandOver(what.party, what.to)
			return d.T("%s took over from %s in %s", brief(d.Person(what.to), longestInList), name, d.N(records, "%s record", "%s records")), err
		}
		unowned, err := d.Session.RetireParty(what.party, what.to)
		return d.T("%s is retired; %s", name, d.N(unowned, "%s cell became unowned", "%s cells became unowned")), err
	})
	if !done {
		s.leaving = what
		return
	}
	s.focusList()
}

func (s *Screen) unretire(p *assess.Party) {
	d, retired := s.desk, false
	d.Do(func() (string, error) {
		_, err := d.Session.EditParty(p.ID, engagement.PartyFields{Retired: &retired})
		return d.T("%s is back in service", brief(d.Person(p.ID), longestInList)), err
	})
	s.focusList()
}
