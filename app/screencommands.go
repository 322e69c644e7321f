package app

import (
	"fyne.io/fyne/v2/driver/desktop"

	"demarc/app/desk"
	"demarc/assess"
)

// screenCommands are what can be done on one screen, from anywhere: they go
// there, and are about what is selected there.
func (w *Window) screenCommands() []command {
	t := w.language.T
	at := func(screen desk.ScreenName, do, name string, key *desktop.CustomShortcut) command {
		return command{id: string(screen) + "." + do, name: name, key: key, needs: true, run: func() { w.begin(screen, do) }}
	}
	return []command{
		at(desk.Assets, "retire", t("Retire asset…"), nil),
		at(desk.Assets, "whatif", t("Compare hosting…"), nil),
		at(desk.Responsibilities, "owner", t("Name who is accountable…"), nil),
		at(desk.Responsibilities, "status", t("Status…"), ctrlShift("S")),
		at(desk.Responsibilities, "template", t("RACI template"), ctrlShift("R")),
		at(desk.Responsibilities, "boundary", t("Boundary: whose duty…"), nil),
		at(desk.Responsibilities, "rule", t("Make this a rule…"), nil),
		at(desk.Responsibilities, "gap", t("Known gap addressed"), ctrlShift("G")),
		at(desk.Responsibilities, "evidence", t("Add evidence…"), ctrlShift("E")),
		at(desk.Findings, "action", t("New action for the finding"), ctrlShift("A")),
		at(desk.Findings, "severity", t("Adjust severity…"), nil),
		at(desk.Findings, "decide", t("Decide on the finding…"), nil),
		at(desk.Findings, "mark", t("Mark or unmark the finding"), nil),
		at(desk.People, "retire", t("Retire party…"), nil),
		at(desk.People, "handover", t("Hand over…"), nil),
	}
}

// filterCommands show something else on a screen.
func (w *Window) filterCommands() []command {
	d, t := w.desk, w.language.T
	if d == nil {
		return nil
	}
	var list []command
	add := func(place desk.Place, name string) {
		list = append(list, command{
			id: string(place.Screen) + ".show." + place.Filter + place.Do, name: t("%s: %s", w.screenTitle(place.Screen), name), needs: true,
			run: func() { w.Go(place) },
		})
	}
	for _, screen := range []desk.ScreenName{desk.Assets, desk.Responsibilities, desk.Findings, desk.History} {
		add(desk.Place{Screen: screen, Do: "all"}, t("Clear filter"))
	}
	add(desk.Place{Screen: desk.Assets, Filter: "unowned"}, t("With unowned"))
	for _, f := range []struct{ filter, name string }{
		{"unowned", t("Unowned first")}, {"half_owned", t("Half owned")}, {"undecided", t("Undecided")}, {"weak", t("Weak baseline")},
	} {
		add(desk.Place{Screen: desk.Responsibilities, Filter: f.filter}, f.name)
	}
	for _, f := range []struct{ do, name string }{{"state", t("State")}, {"owner", t("Owner")}, {"baseline", t("Baseline")}} {
		add(desk.Place{Screen: desk.Responsibilities, Do: "show-" + f.do}, t("%s: %s", t("Show"), f.name))
	}
	for _, severity := range assess.Severities {
		add(desk.Place{Screen: desk.Findings, Filter: string(severity)}, d.SeverityName(severity))
	}
	add(desk.Place{Screen: desk.Findings, Filter: "unowned"}, t("Unowned"))
	return list
}

// begin begins something on a screen, whose panel is wanted for it.
func (w *Window) begin(screen desk.ScreenName, do string) {
	w.frame.panel.open()
	w.Go(desk.Place{Screen: screen, Do: do})
}
