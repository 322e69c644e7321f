package past

import (
	"path/filepath"
	"strings"
	"testing"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/assess"
	"demarc/engagement"
)

func given[T any](value T) *T { return &value }

// story is a small engagement with a history that is known: newest last.
type story struct {
	*testing.T
	desk   *desk.Desk
	window *desktest.Window
	asset  string // ids
	party  string
}

func empty(t *testing.T) *story {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.demarc")
	options := engagement.Options{Library: desktest.Library(t), Who: engagement.Who{Author: "J. Weiss"}, Now: desktest.Now}
	session, err := engagement.Create(path, engagement.Beginning{Client: "Halden Bank", Title: "Workshop", Assessor: "J. Weiss"}, options)
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Close(); err != nil {
		t.Fatal(err)
	}
	d, w := desktest.Open(t, path)
	return &story{T: t, desk: d, window: w}
}

// told makes four commits after the first: a person, an asset, an owner, a
// change of the asset.
func told(t *testing.T) *story {
	t.Helper()
	s := empty(t)
	party, err := s.desk.Session.AddParty(engagement.PartyFields{Name: given("Dana Lund"), Kind: given("person"), Function: given("CISO")})
	s.check(err)
	asset, err := s.desk.Session.AddAsset(engagement.AssetFields{Name: given("Claims bot"), Hosting: given("self_hosted_onprem"), Data: &[]string{"personal"}})
	s.check(err)
	s.asset, s.party = asset.ID, party.ID
	_, err = s.desk.Session.Assign(engagement.Assignment{Assets: []string{asset.ID}, Controls: []string{"AI-SEC-002"}, Accountable: given(party.ID), Status: given("implemented")})
	s.check(err)
	_, err = s.desk.Session.EditAsset(asset.ID, engagement.AssetFields{Exposure: given("public"), Data: &[]string{"confidential"}})
	s.check(err)
	return s
}

func (s *story) check(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *story) chronicle() *chronicle {
	s.Helper()
	c := &chronicle{desk: s.desk}
	s.check(c.read())
	return c
}

// at is the commit so many commits before the newest.
func (c *chronicle) at(before int) *engagement.LogEntry { return &c.entries[before] }

func (s *story) undoOnce() {
	s.Helper()
	_, err := s.desk.Session.Undo(nil)
	s.check(err)
}

func sentencesOf(c *chronicle) string {
	var list []string
	for _, l := range c.lines {
		if l.heading == "" {
			list = append(list, l.sentence)
		}
	}
	return strings.Join(list, "\n")
}

func ref(kind assess.RecordKind, key string) assess.Ref { return assess.Ref{Kind: kind, Key: key} }

// exclusion leaves the Baltic branch out of scope, and returns under which key.
func (s *story) exclusion() string {
	s.Helper()
	_, err := s.desk.Session.SetScope(engagement.ScopeFields{Exclude: []assess.Exclusion{{What: "Baltic branch", Reason: "Sold"}}})
	s.check(err)
	for key := range s.desk.Session.State().Engagement.Exclusions {
		return key
	}
	s.Fatal("it is not left out")
	return ""
}
