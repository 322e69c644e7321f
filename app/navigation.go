package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
)

// navigation leads to the screens: by their names, with figures, or where the
// window is narrow by icons.
type navigation struct {
	w            *Window
	box          *fyne.Container
	names, icons fyne.CanvasObject
	entries      map[desk.ScreenName][]navEntry
}

// navEntry is a screen's name or icon.
type navEntry interface {
	Set(current bool, figure string, loud bool)
}

func newNavigation(w *Window) *navigation {
	n := &navigation{w: w, entries: map[desk.ScreenName][]navEntry{}}
	n.names, n.icons = n.byName(), n.byIcon()
	n.icons.Hide()
	l := w.look
	n.box = look.Border(nil, nil, nil, l.Hairline(), container.NewStack(n.names, n.icons))
	return n
}

// fit shows names or icons.
func (n *navigation) fit(narrow bool) {
	if n.icons.Visible() != narrow {
		show, hide := n.names, n.icons
		if narrow {
			show, hide = hide, show
		}
		hide.Hide()
		show.Show()
	}
}

func (n *navigation) byName() fyne.CanvasObject {
	w, l, t := n.w, n.w.look, n.w.language.T
	column := l.Column(0, l.Pad(l.Label(t("ASSESS"), look.Overline, look.Text3), 14, 12, 6, 16))
	for _, name := range screenOrder {
		if name == desk.Report {
			column.Add(l.Pad(l.Label(t("HAND OVER"), look.Overline, look.Text3), 18, 12, 6, 16))
		}
		item := l.NavItem(w.screenTitle(name), func() { w.show(name) })
		n.entries[name] = append(n.entries[name], item)
		column.Add(item)
	}
	catalogue := w.desk.Session.Catalogue()
	about := l.Column(2,
		l.Shrinking(t("Catalogue %s · %s controls", catalogue.Version, w.language.Number(len(catalogue.Controls))), look.Caption, look.Text3),
		l.Shrinking("sha256 "+catalogue.SHA256[:4]+" "+catalogue.SHA256[4:8]+" … "+catalogue.SHA256[len(catalogue.SHA256)-4:], look.Caption, look.Text3),
		l.Shrinking(t("as of %s", w.language.Date(catalogue.AsOf.Time())), look.Caption, look.Text3))
	return look.Border(nil, l.Pad(about, 8, 12, 12, 16), nil, nil, container.New(topAligned{}, column))
}

var screenIcons = map[desk.ScreenName]look.Icon{
	desk.Overview: look.BoardIcon, desk.Assets: look.BoxIcon, desk.Responsibilities: look.GridIcon, desk.Findings: look.WarningIcon,
	desk.People: look.PersonIcon, desk.Report: look.PageIcon, desk.History: look.ClockIcon,
}

func (n *navigation) byIcon() fyne.CanvasObject {
	w, l := n.w, n.w.look
	column := l.Column(0, l.Pad(look.Space(), 6, 0, 0, 0))
	for _, name := range screenOrder {
		if name == desk.Report {
			column.Add(l.Pad(l.Hairline(), 8, 8, 8, 8))
		}
		item := l.NavIcon(screenIcons[name], w.screenTitle(name), func() { w.show(name) })
		n.entries[name] = append(n.entries[name], item)
		column.Add(item)
	}
	return container.New(topAligned{}, column)
}

// refresh shows which screen is in front, and the figures as they are now.
func (n *navigation) refresh() {
	w := n.w
	evaluation := w.desk.Session.Evaluation()
	totals := evaluation.Totals()
	figures := map[desk.ScreenName]string{
		desk.Assets:           w.language.Number(totals.Assets),
		desk.Responsibilities: w.language.Number(totals.Unowned),
		desk.Findings:         w.language.Number(evaluation.FindingCount()),
		desk.People:           w.language.Number(len(w.desk.Session.State().Parties)),
		desk.Report:           w.language.T("draft"),
	}
	for name, entries := range n.entries {
		for _, entry := range entries {
			entry.Set(name == w.current, figures[name], name == desk.Responsibilities && totals.Unowned > 0)
		}
	}
}
