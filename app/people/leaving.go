package people

import (
	"strings"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/engagement"
)

// leaving is what becomes of a party's cells: with it retired, or with another
// in its place.
type leaving struct {
	party  string
	retire bool
	to     string // who takes over; empty where nobody does
}

// outlook is what the panel says before it happens.
type outlook struct {
	sentence string
	loud     bool
	also     string
	cells    []line
	left     int // cells that are not listed
	verb     string
	ready    bool
}

const cellsFirst = 8

// outlook says what would happen. Retiring is looked at by engagement; handing
// over moves everything that the party stands in.
func (m *model) outlook(l leaving) (outlook, error) {
	d := m.desk
	name := brief(d.Person(l.party), 40)
	if !l.retire {
		return m.handingOver(l, name), nil
	}
	preview, err := d.Session.PreviewRetire(l.party, l.to)
	if err != nil {
		return outlook{}, err
	}
	o := outlook{
		sentence: d.T("No cell becomes unowned."), loud: preview.Unowned > 0, ready: true,
		verb: d.T("Retire %s", name), left: max(0, len(preview.Cells)-cellsFirst),
	}
	if preview.Unowned > 0 {
		o.sentence = d.N(preview.Unowned, "%s cell becomes unowned.", "%s cells become unowned.")
	}
	if preview.Successor != nil {
		o.verb = d.T("Hand over and retire")
		o.also = m.takesOver(preview)
	}
	for _, ref := range preview.Cells[:min(cellsFirst, len(preview.Cells))] {
		o.cells = append(o.cells, m.cellLine(ref))
	}
	return o, nil
}

func (m *model) takesOver(p *engagement.RetirePreview) string {
	d := m.desk
	return d.T("%s takes its place in %s.", brief(d.Person(p.Successor.ID), 40), d.N(p.Records, "%s record", "%s records"))
}

func (m *model) cellLine(ref assess.CellRef) line {
	return line{
		text:  m.desk.T("%s · %s", m.assetName(ref.Asset), m.controlName(ref.Control)),
		place: desk.Place{Screen: desk.Responsibilities, Asset: ref.Asset, Control: ref.Control},
	}
}

func (m *model) handingOver(l leaving, name string) outlook {
	d := m.desk
	load, _ := m.load(l.party)
	o := outlook{
		verb: d.T("Hand over"), ready: l.to != "",
		sentence: d.T("%s is accountable for %s, owns %s and has %s to do. All of it goes to the other party.", name,
			d.N(load.Accountable, "%s clause", "%s clauses"), d.N(len(m.assets(l.party)), "%s asset", "%s assets"), d.N(len(m.actions(l.party)), "%s action", "%s actions")),
	}
	if l.to != "" {
		o.verb = d.T("Hand over to %s", brief(d.Person(l.to), 24))
	}
	cells, all := m.cells(l.party, cellsFirst)
	o.cells, o.left = cells, all-len(cells)
	return o
}

// wrongName says what is wrong with a party's name, or nothing.
func (m *model) wrongName(id, name string) string {
	d := m.desk
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return d.T("A party needs a name.")
	}
	for _, party := range d.Session.State().Parties {
		if party.ID != id && strings.EqualFold(strings.Join(strings.Fields(party.Name), " "), name) {
			return d.T("There is already a party of that name.")
		}
	}
	return ""
}
