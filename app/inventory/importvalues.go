package inventory

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/exchange"
)

// meant is a value of a column, with what the map takes it for.
type meant struct {
	exchange.Value
	exchange.Meaning
}

// wordsFor is the field that a column fills, if it takes known words alone.
func wordsFor(d *desk.Desk, key string) *field {
	for _, g := range groups(d) {
		for _, f := range g.Fields {
			if f.Key == key && f.words != nil && !f.free {
				return &f
			}
		}
	}
	return nil
}

// meanings are a column's values: those that are not understood first, then the
// most frequent. More counts those that are not kept.
func (p *pending) meanings(column *pair) (values []meant, more int, err error) {
	found, more := p.Columns.Values(column.Number)
	known, err := p.desk.Session.Meanings(p.Columns, p.Mapping.parsed, column.Number, column.Field)
	if err != nil || len(known) != len(found) {
		return nil, 0, err
	}
	for i := range found {
		values = append(values, meant{found[i], known[i]})
	}
	slices.SortStableFunc(values, func(a, b meant) int {
		switch {
		case a.Refused == b.Refused:
			return 0
		case a.Refused:
			return -1
		}
		return 1
	})
	return values, more, nil
}

// mostValues is how many values a panel lists.
const mostValues = 30

// values lists what stands in a column: with a picker of our words for each
// where the field has known ones, and otherwise a few samples.
func (m *importing) values(p *pair) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	spec := wordsFor(d, p.Field)
	if spec == nil {
		return m.samples(p)
	}
	values, more, err := m.pending.meanings(p)
	if err != nil {
		return l.Paragraph(d.Sentence(err), look.Small, look.Alarm, desk.PanelWidth)
	}
	box := l.Column(10, d.Overline(d.T("WHAT ITS WORDS MEAN"), l.Label(d.Number(len(values)+more), look.Small, look.Text3)))
	m.words = nil
	for i := range values[:min(len(values), mostValues)] {
		box.Add(m.value(p, spec, values[i]))
	}
	if left := len(values) + more - mostValues; left > 0 {
		box.Add(l.Label(d.T("and %s more", d.Number(left)), look.Small, look.Text2))
	}
	return box
}

// wordPicker is the picker of a value in the panel.
type wordPicker struct {
	theirs  string
	refused bool
	*page.Field
}

// value is one value with what it means. One that is left out is loud.
func (m *importing) value(p *pair, spec *field, v meant) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	role, rows := look.Text, d.N(v.Rows, "%s row", "%s rows")
	switch {
	case v.Rejects:
		role, rows = look.Alarm, d.T("%s, rejected", rows)
	case v.Refused:
		role, rows = look.Alarm, d.T("%s, left out", rows)
	}
	shown, hint := meaningText(d, spec, v.Ours), d.T("says nothing")
	if v.Refused {
		hint = d.T("choose what it means")
	}
	picker := l.Picker(shown, hint, func() []look.Option { return meaningOptions(d, spec, v.Meaning) }, func(ours string) { m.mean(p, v, ours) })
	escapes(picker, m.enter)
	framed := page.NewField(d, "", picker, m.grown)
	m.words = append(m.words, wordPicker{v.Text, v.Refused, framed})
	text := shorten(desk.OneLine(v.Text), 200)
	count := l.Label(rows, look.Small, map[bool]look.Role{true: look.Alarm, false: look.Text3}[v.Refused])
	if l.Measure(text, look.BodyMedium).Width+count.MinSize().Width+l.S(12) > l.S(desk.PanelWidth) {
		return l.Column(3, l.Paragraph(text, look.BodyMedium, role, desk.PanelWidth), l.Row(0, look.Space(), count), framed.Box)
	}
	return l.Column(3, l.Row(8, l.Label(text, look.BodyMedium, role), look.Space(), count), framed.Box)
}

// meaningText is our words for a value as the picker shows them.
func meaningText(d *desk.Desk, spec *field, ours string) string {
	var texts []string
	for word := range strings.SplitSeq(ours, "|") {
		if word != "" {
			texts = append(texts, spec.textOf(d, word))
		}
	}
	return strings.Join(texts, " + ")
}

// meaningOptions are our words for a value, those first that may have been
// meant. In a field with several, a word can also be added to those that the
// value means.
func meaningOptions(d *desk.Desk, spec *field, now exchange.Meaning) []look.Option {
	options := slices.Clone(spec.words())
	slices.SortStableFunc(options, func(a, b look.Option) int {
		return rank(now.Nearest, a.Value) - rank(now.Nearest, b.Value)
	})
	if spec.values != nil && now.Ours != "" {
		for _, o := range spec.words() {
			if both := now.Ours + "|" + o.Value; !slices.Contains(strings.Split(now.Ours, "|"), o.Value) {
				options = append(options, look.Option{Value: both, Text: meaningText(d, spec, both)})
			}
		}
	}
	return append(options, look.Option{Text: d.T("says nothing")})
}

// rank is where a word stands among those that may have been meant, or behind
// them.
func rank(nearest []string, word string) int {
	if at := slices.Index(nearest, word); at >= 0 {
		return at
	}
	return len(nearest)
}

// samples shows the first texts of a column. While presenting they may be names.
func (m *importing) samples(p *pair) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	samples := m.pending.Columns.Samples(p.Number)
	box := l.Column(6, d.Overline(d.T("SUCH AS")))
	switch {
	case d.Presenting:
		box.Add(l.Label(d.T("hidden while presenting"), look.Small, look.Text2))
	case len(samples) == 0:
		box.Add(l.Label(d.T("Nothing stands in this column."), look.Small, look.Text2))
	default:
		for _, text := range samples {
			box.Add(l.Paragraph(desk.OneLine(text), look.Body, look.Text, desk.PanelWidth))
		}
	}
	return box
}

// mean says what a value means, and goes on to the next that is left out.
func (m *importing) mean(p *pair, v meant, ours string) {
	m.remap(func() error { return m.pending.Mapping.translate(p.Number, p.Field, v.Text, ours) })
	at := slices.IndexFunc(m.words, func(w wordPicker) bool { return w.refused })
	if at < 0 || !v.Refused {
		at = slices.IndexFunc(m.words, func(w wordPicker) bool { return w.theirs == v.Text })
	}
	if at < 0 || v.Refused && !m.words[at].refused {
		m.enter() // none is left out any more
		return
	}
	m.toWord(at)
}

// toWord gives the picker of a value the keyboard.
func (m *importing) toWord(at int) {
	page.Reveal(m.desk, m.words[at].Box)
	m.desk.Focus(m.words[at].Focus)
}

// remap changes the map, and looks at the table with that; where it cannot be,
// the map is as it was.
func (m *importing) remap(change func() error) bool {
	at, offset := m.table.Current(), m.table.Offset()
	old := *m.pending.Mapping
	err := change()
	if err == nil {
		err = m.pending.preview()
	}
	if err != nil {
		*m.pending.Mapping = old
		m.desk.Window.Fail(err, nil)
	} else {
		m.pending.Guessed = false
	}
	m.draw()
	m.table.SetOffset(offset)
	m.table.Select(min(at, len(m.lines)-1))
	return err == nil
}

// grown follows a field of the panel that needs more room.
func (m *importing) grown() {
	if m.side != nil {
		m.side.Refresh()
	}
}

// toColumn shows a column's panel, and there the first value that is left out.
func (m *importing) toColumn(number int) {
	m.view = kindColumns
	m.draw()
	m.table.Select(number - 1)
	if at := slices.IndexFunc(m.words, func(w wordPicker) bool { return w.refused }); at >= 0 {
		m.toWord(at)
		return
	}
	m.enter()
}
