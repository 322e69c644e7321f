package inventory

import (
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
)

// newFilters is the line of filters and of what begins something.
func (l *list) newFilters() fyne.CanvasObject {
	d, lk := l.desk, l.desk.Look
	l.filter = lk.Entry("", d.T("Filter…"), nil)
	l.filter.OnChanged = func(text string) {
		l.criteria.Text = text
		l.arrange()
	}
	l.filter.OnSubmitted = func(string) { l.enter() }
	l.filter.Keys = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyDown {
			l.enter()
		}
		return event.Name == fyne.KeyDown
	}
	l.hosting = l.newPicker(d.T("Hosting"), offeredHosting, &l.criteria.Hosting)
	l.approval = l.newPicker(d.T("Approval"), offeredApproval, &l.criteria.Approval)
	l.data = l.newPicker(d.T("Data"), offeredData, &l.criteria.Data)
	l.unowned = lk.Chip(d.T("With unowned"), l.criteria.Unowned, func() {
		l.criteria.Unowned = !l.criteria.Unowned
		l.filtered()
	})
	l.showFilters()
	add := lk.Row(6, lk.Button(d.T("Import…"), look.Plain, func() { l.screen.beginImport(nil) }), lk.Button(d.T("New asset"), look.Plain, l.add))
	return page.FlowApart(lk, lk.Sized(116, 0, l.filter), lk.Sized(112, 0, l.hosting), lk.Sized(112, 0, l.approval), lk.Sized(96, 0, l.data), l.unowned, add)
}

func (l *list) newPicker(name string, options func(*desk.Desk, []row) []look.Option, value *string) *look.Picker {
	p := l.desk.Look.Picker("", name, func() []look.Option { return options(l.desk, l.rows) }, func(picked string) {
		*value = picked
		l.filtered()
	})
	escapes(p, l.focus)
	return p
}

// filtered follows a filter that was set.
func (l *list) filtered() {
	l.showFilters()
	l.remember()
	l.arrange()
}

// showFilters makes the filters say what is filtered by.
func (l *list) showFilters() {
	d, c := l.desk, l.criteria
	name := func(value string, name func(string) string) string {
		if value == "" {
			return ""
		}
		return name(value)
	}
	plain := func(word string) string { return d.Plain(word) }
	putQuietly(l.hosting, name(c.Hosting, d.HostingName))
	putQuietly(l.approval, name(c.Approval, plain))
	putQuietly(l.data, name(c.Data, plain))
	if l.unowned.Selected != c.Unowned {
		l.unowned.Selected = c.Unowned
		l.unowned.Refresh()
	}
}

// clear lists everything again.
func (l *list) clear() {
	l.criteria = l.criteria.cleared()
	l.filter.Put("")
	l.filtered()
}

// nothingMatches says what found nothing, in how much.
func nothingMatches(d *desk.Desk, c criteria, n int) string {
	among := d.N(n, "%s asset", "%s assets")
	if text := strings.TrimSpace(c.Text); text != "" {
		return d.T("Nothing matches ‘%s’ in %s.", shorten(desk.OneLine(text), 40), among)
	}
	return d.T("Nothing matches the filters in %s.", among)
}

// show goes to what a place names.
func (l *list) show(place desk.Place) {
	if place.Hosting != "" || place.Filter != "" || place.Party != "" {
		c := l.criteria.cleared()
		c.Hosting, c.Unowned = place.Hosting, place.Filter == "unowned"
		if _, ok := assess.Parse(place.Filter, assess.Approvals); ok || place.Filter == noApproval {
			c.Approval = place.Filter
		}
		if place.Party != "" {
			c.Text = l.desk.Person(place.Party)
		}
		l.criteria = c
		l.filter.Put(c.Text)
		l.filtered()
	}
	if l.desk.Session.State().Assets[place.Asset] != nil {
		l.selected = place.Asset
		if at(l.lines, place.Asset) < 0 {
			l.clear()
		}
		l.remember()
	}
	l.adding = nil
	l.desk.Unsent.Close(addingForm)
	l.showSelected()
	l.focus()
}
