package app

import "strconv"

// lockCommands set after how long a sealed engagement is locked.
func (w *Window) lockCommands() []command {
	t := w.language
	var list []command
	for _, minutes := range idleMinutes {
		name := t.T("Lock when idle: never")
		if minutes > 0 {
			name = t.T("Lock when idle: after %s minutes, not while presenting", t.Number(minutes))
		}
		if minutes == w.settings.lockAfter() {
			name += " ✓"
		}
		list = append(list, command{id: "lock.after." + strconv.Itoa(minutes), name: name, run: func() { w.setLockAfter(minutes) }})
	}
	return list
}

func (w *Window) setLockAfter(minutes int) {
	t := w.language
	w.settings.setLockAfter(minutes)
	switch {
	case minutes == 0:
		w.Say(t.T("It is locked by Lock now alone."), false)
	case w.desk != nil && !w.desk.Session.Sealed():
		w.Say(t.T("This engagement has no passphrase and is not locked. Sealed ones are, after %s minutes.", t.Number(minutes)), false)
	default:
		w.Say(t.T("It is locked after %s minutes without a key or a press, but not while presenting.", t.Number(minutes)), false)
	}
}
