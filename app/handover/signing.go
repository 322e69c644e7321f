package handover

import "demarc/app/look"

// unsignedKey remembers that changes are not to be signed.
const unsignedKey = "report.unsigned"

// drawSigning is the switch for signing every change with the identity that is
// open. Why one that may not sign does not is said above it.
func (v *identityView) drawSigning(may bool) {
	d, l := v.screen.d, v.screen.d.Look
	if !may {
		v.box.Add(l.Paragraph(d.T("Changes are not signed with it."), look.Small, look.Text2, leftWidth))
		return
	}
	signs := d.Session.Signs()
	chip := l.Chip(d.T("Sign every change"), signs, func() { v.switchSigning(!signs) })
	state := d.T("only reports are signed")
	if signs {
		state = d.T("history says who signed it")
	}
	v.box.Add(l.Row(8, chip, look.Grow(look.Middle(l.Shrinking(state, look.Small, look.Text3)))))
}

// switchSigning is the press on the switch, which is remembered.
func (v *identityView) switchSigning(on bool) {
	remembered := ""
	if !on {
		remembered = "yes"
	}
	v.screen.d.Memory.Set(unsignedKey, remembered)
	v.signCommits(on)
	v.draw()
}

// signCommits has the changes from now on signed, or not: with an identity that
// may not sign none is.
func (v *identityView) signCommits(on bool) {
	session := v.screen.d.Session
	if !on || v.open == nil || session.SignWith(v.open) != nil {
		session.SignWith(nil)
	}
}

// close lets go of the identity: nothing is signed with it any more.
func (v *identityView) close() {
	v.open, v.screen.d.Identity = nil, nil
	v.signCommits(false)
}
