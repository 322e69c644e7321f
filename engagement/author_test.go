package engagement

import (
	"path/filepath"
	"testing"
)

// Who is at work is the assessor, unless somebody was named: not the name of the
// account that the program runs in.
func TestTheAssessorIsTheAuthorWhereNobodyIsNamed(t *testing.T) {
	for _, c := range []struct {
		name     string
		who      Who
		assessor string
		author   string
	}{
		{"a guess gives way to the assessor", Who{Author: "root", Guessed: true}, "J. Weiss", "J. Weiss"},
		{"a name that was given stays", Who{Author: "A. Okafor"}, "J. Weiss", "A. Okafor"},
		{"without an assessor the guess stands", Who{Author: "root", Guessed: true}, "", "root"},
		{"the client is not the assessor", Who{Author: "root", Guessed: true, Capacity: Client}, "J. Weiss", "root"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			options := d.options()
			options.Who = c.who
			path := filepath.Join(t.TempDir(), "own.demarc")
			session, err := Create(path, Beginning{Client: "Halden Bank", Assessor: c.assessor}, options)
			d.check(err)
			d.check(session.Close())
			session, err = Open(path, options)
			d.check(err)
			defer session.Close()
			_, err = session.AddParty(PartyFields{Name: given("Night desk")})
			d.check(err)
			log, err := session.entries()
			d.check(err)
			for _, entry := range log {
				if entry.Header.Author != c.author {
					t.Errorf("a commit is by %q", entry.Header.Author)
				}
			}
			if len(log) != 2 {
				t.Errorf("%d commits", len(log))
			}
		})
	}
}

// A new assessor makes the commits after the one that names them.
func TestTheAuthorFollowsTheAssessor(t *testing.T) {
	d := newDesk(t)
	d.check(d.Close())
	options := d.options()
	options.Who = Who{Author: "root", Guessed: true}
	session, err := Open(d.path, options)
	d.check(err)
	defer session.Close()
	_, err = session.SetScope(ScopeFields{Assessor: given("A. Berg")})
	d.check(err)
	_, err = session.AddParty(PartyFields{Name: given("Night desk")})
	d.check(err)
	log, err := session.entries()
	d.check(err)
	if last := log[len(log)-1].Header.Author; last != "A. Berg" {
		t.Errorf("the last commit is by %q", last)
	}
	finding := session.Evaluation().Findings()
	if len(finding) > 0 {
		decided, err := session.Decide(finding[0].ID, DecisionFields{As: "in_progress"})
		d.check(err)
		if decided.Disposition.Recorder != "A. Berg" {
			t.Errorf("the decision is recorded by %q", decided.Disposition.Recorder)
		}
	}
}
