package overview

import (
	"strconv"

	"demarc/app/desk"
	"demarc/assess"
)

// The days of this visit and of the one before are kept as numbers of days.
const (
	keyVisit  = "overview.visit"
	keyBefore = "overview.before"
)

// mostCompared bounds the cells that are evaluated a second time, as they were
// at the last visit, to say which findings are new.
const mostCompared = 30_000

// lastVisit is the day on which the overview was last looked at before today,
// or zero. Today is noted as a visit.
func lastVisit(d *desk.Desk) assess.Date {
	today := d.Session.Evaluation().Today()
	if seen := day(d, keyVisit); seen != today {
		if seen != 0 {
			d.Memory.Set(keyBefore, strconv.Itoa(int(seen)))
		}
		d.Memory.Set(keyVisit, strconv.Itoa(int(today)))
	}
	return day(d, keyBefore)
}

func day(d *desk.Desk, key string) assess.Date {
	n, _ := strconv.Atoi(d.Memory.Get(key)) // what is no number was never noted
	return assess.Date(n)
}

// freshWords say how many findings came since the last visit; they say nothing
// where there was none, or where telling would take long.
func freshWords(d *desk.Desk, since assess.Date) string {
	if since == 0 || d.Session.Evaluation().Totals().Cells > mostCompared {
		return ""
	}
	difference, err := d.Session.Diff(d.Language, since.String())
	if err != nil { // the engagement began after that day
		return ""
	}
	return d.T("%s since %s", d.N(len(difference.New), "%s new", "%s new"), d.ShortDate(since.Time()))
}
