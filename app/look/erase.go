package look

// Erase empties the field and tells nobody: neither its text nor what typing
// could be taken back to is left in it.
func (e *Entry) Erase() {
	e.OnChanged, e.OnSubmitted, e.Save, e.Left, e.Entered, e.Keys = nil, nil, nil, nil, nil, nil
	e.saved, e.Unsent = "", false
	e.SetText("")
	e.SetPlaceHolder("")
}

// Erase empties the rows that are drawn, and lets go of what says what stands in
// them.
func (t *Table) Erase() {
	t.Selected, t.Opened, t.Sorted, t.Find = nil, nil, nil, nil
	t.Row = func(int) Row { return Row{Cells: make([]Cell, len(t.Columns))} }
	t.selected, t.list.marked = -1, -1
	for _, p := range t.list.strip.parts {
		if item, ok := p.(*rowItem); ok {
			item.show(t.Row(0), false)
		}
	}
	t.Len = func() int { return 0 }
}
