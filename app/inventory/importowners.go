package inventory

import (
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
)

// owners offers to take in the owners whom nobody knows, with their names; nil
// where there are none.
func (m *importing) owners() fyne.CanvasObject {
	d, l, unknown := m.desk, m.desk.Look, m.pending.Preview.UnknownIDs
	if len(unknown) == 0 {
		return nil
	}
	words := d.N(len(unknown), "Add the %s unknown owner as a party", "Add the %s unknown owners as parties")
	chip := l.Chip(words, m.pending.Add, m.addOwners)
	return l.Row(8, chip, look.Grow(look.Middle(l.Shrinking(m.unknownNames(), look.Small, look.Text2))))
}

// unknownNames are as many of their names as a line bears.
func (m *importing) unknownNames() string {
	d, preview := m.desk, m.pending.Preview
	if d.Presenting {
		return "" // they may be people
	}
	const most = 12
	var names []string
	for _, id := range preview.UnknownIDs[:min(most, len(preview.UnknownIDs))] {
		names = append(names, shorten(desk.OneLine(preview.Unknown[id]), 40))
	}
	text := strings.Join(names, ", ")
	if more := len(preview.UnknownIDs) - most; more > 0 {
		text = d.T("%s and %s more", text, d.Number(more))
	}
	return text
}

// addOwners looks at the table with those owners taken in, or left out again.
func (m *importing) addOwners() {
	m.pending.Add = !m.pending.Add
	if err := m.pending.preview(); err != nil {
		m.pending.Add = !m.pending.Add
		m.desk.Window.Fail(err, nil)
	}
	m.redraw()
}
