package past

import (
	"context"
	"errors"

	"demarc/app/desk"
	"demarc/engagement"
	"demarc/history"
	"demarc/store"
	"demarc/words"
)

// look reads another copy beside everything else.
func (m *meeting) look(path string, passphrase *string) {
	d := m.desk
	other := &desk.Other{Path: path, Passphrase: passphrase, Busy: true}
	d.LookAt(other)
	other.Follow = m.draw
	d.Unsent.Pick(formMerge, formPath, path)
	m.draw()
	options := engagement.Options{}
	if passphrase != nil {
		options.Passphrase = func() (string, error) { return *passphrase, nil }
	}
	var found *engagement.Merging
	still := d.Session.Still()
	begun := d.Window.Work(d.T("Looking at the other copy"), func(ctx context.Context, _ func(int, int)) (err error) {
		if found, err = still.PrepareMerge(path, options); err != nil {
			return err
		}
		if err = found.Check(ctx); err != nil {
			found.Close()
			found = nil
		}
		return err
	}, func(err error) {
		if d.Looked(other, found, err) {
			m.showed(other)
		}
	})
	if !begun {
		d.Looked(other, nil, words.Errorf("something else is still being done: try again when it has ended"))
		m.showed(other)
	}
}

// showed shows what came of it, on the screen that is there now.
func (m *meeting) showed(other *desk.Other) {
	if other.Trouble != nil && !sealedElse(other.Trouble) {
		m.desk.Unsent.Drop(formMerge) // of what cannot be read nothing is kept
		m.desk.Unsent.Open(formMerge)
	}
	other.Follow()
}

func sealedElse(err error) bool {
	return errors.Is(err, store.ErrSealed) || errors.Is(err, store.ErrPassphrase)
}

// merge makes the merge, once everything is answered.
func (m *meeting) merge() {
	d, other, answers := m.desk, m.desk.Other, m.answers()
	if other.Busy {
		return
	}
	other.Busy, other.Trouble = true, nil
	m.draw()
	var gathered *engagement.Gathered
	begun := d.Window.Work(d.T("Merging"), func(ctx context.Context, progress func(int, int)) (err error) {
		gathered, err = other.Merging.Gather(ctx, answers, progress)
		return err
	}, func(err error) {
		if d.Other == other {
			m.gathered(other, gathered, err)
		}
	})
	if !begun {
		other.Busy = false
		other.Follow()
	}
}

// gathered is the last step of a merge, or says what was in its way.
func (m *meeting) gathered(other *desk.Other, g *engagement.Gathered, err error) {
	d := m.desk
	other.Busy = false
	if errors.Is(err, context.Canceled) {
		other.Follow()
		d.Window.Say(d.T("Cancelled: nothing was merged."), false)
		return
	}
	var merged *engagement.Merged
	if err == nil {
		merged, err = g.Join(context.Background())
	}
	if merged == nil {
		other.Trouble = err
		other.Follow()
		return
	}
	m.made(merged.Head.ID, m.mergedWords(other.Merging, merged), !other.Merging.Forward || merged.Commits == 1)
	switch {
	case err != nil:
		d.Window.Fail(err, nil)
	case len(merged.Left) > 0:
		d.Window.Fail(words.Errorf("backups that could not be opened still hold what was forgotten: %s", some(d, merged.Left)), nil)
	}
}

func (m *meeting) mergedWords(coming *engagement.Merging, merged *engagement.Merged) string {
	d := m.desk
	text := d.N(merged.Commits, "Merged %s commit", "Merged %s commits")
	if merged.Files > 0 {
		text += ", " + d.N(merged.Files, "%s evidence file", "%s evidence files")
	}
	if merged.Erased > 0 {
		text += ", " + d.N(merged.Erased, "%s change erased", "%s changes erased")
	}
	return text
}

// redo makes a merge again that was undone.
func (m *meeting) redo() {
	d, other := m.desk, m.desk.Other
	sentence, err := other.Merging.Redo(d.Language)
	if err != nil {
		other.Trouble = err
		m.draw()
		return
	}
	head, err := d.Session.Head()
	if err != nil {
		head = history.Entry{} // whatever is selected then
	}
	m.made(head.ID, d.T("Redid: %s", engagement.GoingOn(d.Language, m.screen.past.discreet(sentence))), true)
}

// made goes to the commit in the history, and says what was done.
func (m *meeting) made(commit history.ID, sentence string, undo bool) {
	d := m.desk
	d.Unsent.Drop(formMerge)
	d.LookAway()
	d.Memory.Set(keyCommit, commit.String())
	d.Window.Changed()
	d.Window.Say(sentence, undo)
}

// drop looks at another copy while one is asked for.
func (m *meeting) drop(paths []string) bool {
	if !m.wanted() {
		return false
	}
	m.beginWith(paths[0])
	return true
}
