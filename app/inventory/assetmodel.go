package inventory

import (
	"strings"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/engagement"
)

// retireSentences say what retiring an asset does, before it is done.
func retireSentences(d *desk.Desk, a *assess.Asset) []string {
	keeps := d.T("What is known of it stays, and the lifecycle field brings it back.")
	if !a.Counted() {
		return []string{d.T("It is not counted today, so no figure changes."), keeps}
	}
	t := d.Session.Evaluation().AssetTotals(a.ID)
	return []string{d.T("%s leave the count, %s of them unowned.", d.N(t.Cells, "%s cell", "%s cells"), d.Number(t.Unowned)), keeps}
}

// standing says in a word or two how an asset stands in the count.
func standing(d *desk.Desk, a *assess.Asset) string {
	switch {
	case a.Lifecycle == assess.LifecycleRetired:
		return d.T("RETIRED, NOT COUNTED")
	case a.Approval == assess.ApprovalRejected:
		return d.T("REJECTED, NOT COUNTED")
	}
	return d.T("ASSET")
}

// event is one line of an asset's history.
type event struct{ When, Who, What string }

const mostEvents, longestEvent = 6, 200

// eventsOf tells what happened to an asset lately, newest first.
func eventsOf(d *desk.Desk, asset string) ([]event, error) {
	log, err := d.Session.Recent(d.Language, asset, "", mostEvents)
	if err != nil {
		return nil, err
	}
	discreet := d.Discreet()
	events := make([]event, len(log))
	for i, entry := range log {
		moment := entry.Header.Time.Time()
		events[i] = event{
			When: d.ShortDate(moment) + " " + d.Time(moment),
			Who:  discreet(entry.Header.Author),
			What: shorten(strings.TrimSpace(discreet(engagement.OneSentence(d.Language, entry.Sentences))), longestEvent),
		}
	}
	return events, nil
}
