package app

import (
	"slices"

	"demarc/app/desk"
	"demarc/app/findings"
	"demarc/app/handover"
	"demarc/app/inventory"
	"demarc/app/overview"
	"demarc/app/past"
	"demarc/app/people"
	"demarc/app/responsibilities"
)

// screenMakers make the screens.
var screenMakers = map[desk.ScreenName]func(*desk.Desk) desk.Screen{
	desk.Overview:         overview.New,
	desk.Assets:           inventory.New,
	desk.Responsibilities: responsibilities.New,
	desk.Findings:         findings.New,
	desk.People:           people.New,
	desk.Report:           handover.New,
	desk.History:          past.New,
}

// screenOrder is the order of the navigation and of the number keys.
var screenOrder = []desk.ScreenName{
	desk.Overview, desk.Assets, desk.Responsibilities, desk.Findings, desk.People, desk.Report, desk.History,
}

// screenTitle names a screen.
func (w *Window) screenTitle(name desk.ScreenName) string {
	t := w.language.T
	return map[desk.ScreenName]string{
		desk.Overview: t("Overview"), desk.Assets: t("Assets"), desk.Responsibilities: t("Responsibilities"),
		desk.Findings: t("Findings"), desk.People: t("People"), desk.Report: t("Report"), desk.History: t("History"),
	}[name]
}

// screen makes a screen when it is first wanted.
func (w *Window) screen(name desk.ScreenName) desk.Screen {
	made, ok := w.screens[name]
	if !ok {
		made = screenMakers[name](w.desk)
		w.screens[name] = made
	}
	return made
}

// show brings a screen to the front.
func (w *Window) show(name desk.ScreenName) {
	w.closeFloating()
	w.letGoOf(w.current, name)
	w.current = name
	w.desk.Memory.Set("screen", string(name))
	w.Panel(nil)
	screen := w.screen(name)
	if w.stale[name] {
		delete(w.stale, name)
		screen.Refresh()
	}
	w.frame.put(screen.Content())
	w.frame.refresh()
	screen.Enter()
}

// largeEstate is from how many assets on a screen that nobody sees is let go of.
const largeEstate = 2000

// emptied is a screen that drops what it lists once nobody comes back to it:
// the toolkit holds on to its parts for a minute more.
type emptied interface{ Empty() }

// letGoOf forgets a screen that is left, where what it lists takes much memory
// and is soon listed again. Where one was on it is remembered by the screen.
func (w *Window) letGoOf(left, next desk.ScreenName) {
	lists := []desk.ScreenName{desk.Overview, desk.Findings, desk.People, desk.History}
	if left == next || !slices.Contains(lists, left) || w.desk.Session.Evaluation().Totals().Assets < largeEstate {
		return
	}
	w.Canvas().Unfocus() // what was typed is saved on leaving the field
	if screen, lists := w.screens[left].(emptied); lists {
		screen.Empty()
	}
	delete(w.screens, left)
	delete(w.stale, left)
}

// Go goes to a place.
func (w *Window) Go(place desk.Place) {
	if place.Screen == "" {
		place.Screen = w.current
	}
	if place.Screen != w.current {
		w.show(place.Screen)
	}
	w.screens[place.Screen].Show(place)
}

// Changed brings every screen to what is stored: the one in front at once, the
// others when they come to the front.
func (w *Window) Changed() {
	for name := range w.screens {
		w.stale[name] = name != w.current
	}
	w.succeeded()
	w.screens[w.current].Refresh()
	w.frame.refresh()
}
