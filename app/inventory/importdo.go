package inventory

import (
	"path/filepath"
	"strings"

	"demarc/app/desk"
	"demarc/engagement"
)

// run makes the import, unless a table changed since it was looked at.
func (m *importing) run() {
	if m.pending.moved() {
		m.again()
		m.desk.Window.Say(m.desk.T("The table has changed since it was read; this is how it is now."), false)
		return
	}
	pending := m.pending
	m.pending = nil // what follows the change has nothing to look at again
	if !m.desk.Do(pending.run) {
		m.pending = pending
		m.draw()
		return
	}
	m.screen.imports = nil
	m.screen.back()
}

// again reads the tables once more.
func (m *importing) again() {
	m.refresh()
	m.enter()
}

// decide settles the conflict of a row and goes on to the next undecided one.
func (m *importing) decide(row *engagement.ImportRow, c engagement.Choice) {
	m.pending.Choices[placeOf(row)] = c
	next := m.table.Current()
	m.draw()
	for i := range m.lines {
		if at := (next + i) % len(m.lines); m.lines[at].Loud {
			next = at
			break
		}
	}
	m.table.Select(next)
	m.enter()
}

// assign makes a column fill a field, and looks at the table with that.
func (m *importing) assign(p *pair, field string) {
	m.remap(func() error { return m.pending.Mapping.set(p.Number, field) })
	m.enter()
}

func (m *importing) loadMap() {
	m.desk.Window.OpenFile(m.desk.T("Load a map"), []string{".yaml", ".yml"}, func(path string) { m.takeMap(path) })
}

// takeMap applies a map file to the table; it reports whether there is a table
// to apply it to.
func (m *importing) takeMap(path string) bool {
	if m.pending == nil || m.pending.Mapping == nil {
		return false
	}
	if m.remap(func() error { return m.pending.Mapping.load(path) }) {
		m.enter()
		m.desk.Window.Say(m.desk.T("The table is read by %s", m.fileName(path)), false)
	}
	return true
}

func (m *importing) saveMap() {
	base := filepath.Base(m.pending.Paths[0])
	name := strings.TrimSuffix(base, filepath.Ext(base)) + ".map.yaml"
	m.desk.Window.SaveFile(m.desk.T("Save the map"), name, func(path string) {
		if _, err := engagement.ExportData(path, m.pending.Mapping.text); err != nil {
			m.desk.Window.Fail(err, nil)
			return
		}
		m.desk.Window.Say(m.desk.T("The map is saved as %s", m.fileName(path)), false)
	})
}

func (m *importing) fileName(path string) string {
	if m.desk.Presenting {
		return m.desk.T("the map")
	}
	return shorten(desk.OneLine(filepath.Base(path)), 60)
}
