package engagement

import (
	"testing"

	"demarc/assess"
	"demarc/history"
	"demarc/store"
)

// takes joins another laptop's commits to this one's, as merging without
// conflicts does, and opens the engagement again.
func (d *desk) takes(other *desk) {
	d.t.Helper()
	graph, head, err := d.Session.file.Graph()
	d.check(err)
	theirs, err := other.Session.file.Entries()
	d.check(err)
	j := store.Joining{Head: head}
	read := history.Remember(func(id history.ID) (history.Commit, error) {
		if commit, err := d.Session.file.Read(id); err == nil {
			return commit, nil
		}
		return other.Session.file.Read(id)
	})
	for _, entry := range theirs {
		if _, known := graph.Entry(entry.ID); !known {
			d.check(graph.Add(entry))
			parcel, err := other.Session.file.Parcel(entry.ID)
			d.check(err)
			j.Parcels = append(j.Parcels, parcel)
		}
	}
	d.join(graph, j, theirs[len(theirs)-1], read)
	_, err = d.Session.file.FinishForgetting(d.t.Context())
	d.check(err)
	d.losePast()
	d.reopen()
}

func (d *desk) join(graph *history.Graph, j store.Joining, theirs history.Entry, read history.Load) {
	d.t.Helper()
	if graph.Contains(theirs.ID, j.Head) {
		net, err := graph.Net(j.Head, theirs.ID, read)
		d.check(err)
		j.Changes = net.Changes
	} else {
		merge, err := graph.Merge(j.Head, theirs.ID, read, func(ref assess.Ref) assess.Record { return d.state.Get(ref) })
		d.check(err)
		if len(merge.Conflicts) > 0 {
			d.t.Fatalf("conflicts: %+v", merge.Conflicts)
		}
		fromOurs, fromTheirs, err := merge.Changes(nil)
		d.check(err)
		ours, _ := graph.Entry(j.Head)
		m := &store.Merging{Header: history.MergeHeader(ours, theirs, d.catalogue.SHA256), Changes: fromOurs}
		if m.Header.Parents[0] == theirs.ID {
			m.Changes = fromTheirs
		}
		m.Salts, err = graph.MergeSalts(j.Head, theirs.ID, read, m.Changes)
		d.check(err)
		j.Changes, j.Merge = fromOurs, m
	}
	_, err := d.Session.file.Join(j)
	d.check(err)
}

// twoDesks are two laptops with one engagement: the other one, of B. Schwarz,
// has two commits, and this one has one of its own.
func twoDesks(t *testing.T) (d, other *desk) {
	t.Helper()
	d = newDesk(t)
	d.story()
	other = d.copyOn("other.demarc")
	other.who.Author = "B. Schwarz"
	other.reopen()
	other.asset("Scoring", "aws_bedrock")
	other.party("Model Risk")
	d.asset("Chat", "azure_openai")
	return d, other
}
