package app

import "demarc/app/desk"

// hint says what the keys do on a screen. It stands in the status line while
// there is nothing else to say. A screen whose keys do something else for a
// while says so itself.
func (w *Window) hint(name desk.ScreenName) string {
	t := w.language.T
	if screen, ok := w.screens[name].(interface{ Hint() string }); ok && w.screens[name] != nil {
		if hint := screen.Hint(); hint != "" {
			return hint
		}
	}
	mod := modifierName(w.language)
	switch name {
	case desk.Overview:
		return t("Every figure leads to its cells · F8 next unowned cell · F1 all keys")
	case desk.Assets:
		return t("%s F filter · %s I import · %s Shift N new asset · F6 to the form and back", mod, mod, mod)
	case desk.Responsibilities:
		return t("Type a name to assign · Shift and arrows select more · F8 next unowned · %s Shift S status", mod)
	case desk.Findings:
		return t("Enter goes to the cell · Space marks · %s Shift A new action · %s F filter", mod, mod)
	case desk.People:
		return t("%s F filter · F6 to the form and back · F1 all keys", mod)
	case desk.Report:
		return t("%s E sign and export · F1 all keys", mod)
	}
	return t("%s Z takes the last change back · %s Shift Z makes it again", mod, mod)
}
