package past

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarc/engagement"
	"demarc/sign"
)

func TestWhoSignedACommit(t *testing.T) {
	s := told(t)
	identity, err := engagement.NewIdentity(filepath.Join(t.TempDir(), "weiss.p12"), sign.Subject{Name: "Jana Weiss"}, false, "correct horse", time.Now())
	s.check(err)
	s.check(s.desk.Session.SignWith(identity))
	_, err = s.desk.Session.EditAsset(s.asset, engagement.AssetFields{Notes: given("signed")})
	s.check(err)
	s.check(s.desk.Session.SignWith(nil))
	_, err = s.desk.Session.EditAsset(s.asset, engagement.AssetFields{Notes: given("not signed")})
	s.check(err)
	made := s.put()
	for row, want := range []string{"nobody: the author is as stated", "Jana Weiss"} {
		entry := made.past.entries[row]
		if got := made.past.detail(entry.ID, 1); got.signed != want || got.forged {
			t.Errorf("commit %d is signed by %q, not %q", row, got.signed, want)
		}
		if got := made.row(made.past.row(entry.ID)).Cells[3].Text; strings.HasSuffix(got, ", signed") != (entry.Header.Signer != "") {
			t.Errorf("commit %d is listed as %q", row, got)
		}
	}
	s.desk.Presenting = true
	again := s.chronicle()
	if got := again.detail(again.entries[1].ID, 1).signed; strings.Contains(got, "Weiss") {
		t.Errorf("presenting, it says %q", got)
	}
}
