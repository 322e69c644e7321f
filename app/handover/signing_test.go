package handover

import (
	"path/filepath"
	"testing"
	"time"

	"demarc/app/desk"
	"demarc/engagement"
	"demarc/sign"
)

// commitSigner makes a change and says who signed it.
func commitSigner(t *testing.T, d *desk.Desk) string {
	t.Helper()
	name := "Bot " + time.Now().String()
	if _, err := d.Session.AddAsset(engagement.AssetFields{Name: &name}); err != nil {
		t.Fatal(err)
	}
	log, err := d.Session.Log(nil, engagement.LogFilter{Most: 1})
	if err != nil {
		t.Fatal(err)
	}
	by, err := d.Session.SignedBy(log[0].Entry)
	if err != nil {
		t.Fatal(err)
	}
	return by
}

func TestChangesAreSignedOnceAnIdentityIsOpen(t *testing.T) {
	s, w := open(t)
	if by := commitSigner(t, w.Desk); by != "" {
		t.Fatalf("without an identity %q signs", by)
	}
	path := makeIdentity(t, s, w, "Jana Weiss")
	if by := commitSigner(t, w.Desk); by != "Jana Weiss" {
		t.Fatalf("it is signed by %q", by)
	}
	press(t, s.identity.box, "Sign every change")
	if by := commitSigner(t, w.Desk); by != "" {
		t.Fatalf("it is switched off, and %q signs", by)
	}
	s.identity.choose(path)
	s.identity.passphrase.entry.SetText("correct horse")
	s.identity.unlock(nil)
	if by := commitSigner(t, w.Desk); by != "" {
		t.Fatalf("it was switched off, and %q signs", by)
	}
	press(t, s.identity.box, "Sign every change")
	if by := commitSigner(t, w.Desk); by != "Jana Weiss" {
		t.Fatalf("it is switched on again, and signed by %q", by)
	}
	s.identity.choose(path)
	if by := commitSigner(t, w.Desk); by != "" {
		t.Errorf("the identity is locked, and %q signs", by)
	}
}

// Another appearance makes the screen anew.
func TestAnIdentityStaysOpenWhenTheScreenIsMadeAnew(t *testing.T) {
	s, w := open(t)
	makeIdentity(t, s, w, "Jana Weiss")
	again := newScreen(w.Desk, nil)
	if again.identity.open == nil || !says(again.identity.box, "Jana Weiss") || !says(again.identity.box, "Sign every change") {
		t.Errorf("it shows %q", texts(again.identity.box))
	}
}

func TestAnIdentityThatMayNotSignSaysWhy(t *testing.T) {
	s, w := open(t)
	path := filepath.Join(t.TempDir(), "old.p12")
	if _, err := engagement.NewIdentity(path, sign.Subject{Name: "Jana Weiss"}, false, "correct horse", time.Now().AddDate(-9, 0, 0)); err != nil {
		t.Fatal(err)
	}
	s.identity.choose(path)
	s.identity.passphrase.entry.SetText("correct horse")
	s.identity.unlock(nil)
	if !says(s.identity.box, "expired") || !says(s.identity.box, "Changes are not signed with it.") || says(s.identity.box, "Sign every change") {
		t.Errorf("it shows %q", texts(s.identity.box))
	}
	if by := commitSigner(t, w.Desk); by != "" {
		t.Errorf("signed by %q", by)
	}
}
