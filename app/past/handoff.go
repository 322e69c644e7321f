package past

import (
	"context"
	"errors"

	"demarc/app/desk"
	"demarc/engagement"
)

// handOff writes what the other side is not known to have to a file of its own.
func (s *screen) handOff() {
	d := s.desk
	name := desk.FileWords(d.Session.State().Engagement.Client)
	if name == "" {
		name = "engagement"
	}
	d.Window.SaveFile(d.T("Hand off to another copy"), name+"-handoff.demarc", s.handOffTo)
}

func (s *screen) handOffTo(path string) {
	d, still := s.desk, s.desk.Session.Still()
	var done *engagement.HandedOff
	d.Window.Work(d.T("Writing the handoff"), func(ctx context.Context, _ func(int, int)) (err error) {
		done, err = still.Handoff(ctx, path, "")
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			d.Window.Say(d.T("Cancelled. No file was written"), false)
		case err != nil:
			d.Window.Fail(err, func() { s.handOffTo(path) })
		default:
			d.Window.Say(s.handedOff(done), false)
		}
	})
}

// handedOff says what is in a handoff.
func (s *screen) handedOff(done *engagement.HandedOff) string {
	d := s.desk
	at := done.Since.Header.Time.Time().Local()
	text := d.N(done.Commits, "The handoff holds %s commit", "The handoff holds %s commits")
	if done.Files > 0 {
		text += ", " + d.N(done.Files, "%s evidence file", "%s evidence files")
	}
	return d.T("%s, since %s %s: only copies of this engagement open it.", text, d.Date(at), d.Time(at))
}
