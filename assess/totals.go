package assess

// Totals counts cells. The laws of the package comment hold for every Totals,
// of the whole engagement and of each part of it.
type Totals struct {
	Assets        int `json:"assets"`
	Controls      int `json:"controls"`
	Cells         int `json:"cells"`
	Owned         int `json:"owned"`
	Unowned       int `json:"unowned"`
	NotApplicable int `json:"not_applicable"`
	// HalfOwned and Undecided are among the unowned.
	HalfOwned int `json:"half_owned"`
	Undecided int `json:"undecided"`
	// Presumed are the owned cells that stand on the provider's word alone.
	Presumed   int `json:"presumed"`
	Applicable int `json:"applicable"`
	Compliant  int `json:"compliant"`
	Partial    int `json:"partial"`
	Gaps       int `json:"gaps"`
	// NotAssessed are among the gaps; Evidenced among the compliant.
	NotAssessed int `json:"not_assessed"`
	Evidenced   int `json:"evidenced"`
	// Weak are the applicable cells that rest on a baseline of low confidence.
	Weak int `json:"-"`
}

// ComplianceRate is compliant ÷ applicable, from 0 to 1: implemented, as
// declared. It is 0 where nothing is applicable.
func (t Totals) ComplianceRate() float64 {
	if t.Applicable == 0 {
		return 0
	}
	return float64(t.Compliant) / float64(t.Applicable)
}

func (t *Totals) count(v verdict) {
	t.Cells++
	switch verdictStates[v.state] {
	case StateOwned:
		t.Owned++
	case StateUnowned:
		t.Unowned++
	case StateNotApplicable:
		t.NotApplicable++
		return
	}
	t.Applicable++
	switch verdictSubstates[v.substate] {
	case SubstateHalfOwned:
		t.HalfOwned++
	case SubstateUndecided:
		t.Undecided++
	}
	if v.presumed {
		t.Presumed++
	}
	switch verdictOutcomes[v.outcome] {
	case OutcomeCompliant:
		t.Compliant++
	case OutcomePartial:
		t.Partial++
	case OutcomeGap:
		t.Gaps++
	}
	if Statuses[v.status] == NotAssessed {
		t.NotAssessed++
	}
	if v.evidenced {
		t.Evidenced++
	}
	if v.weak {
		t.Weak++
	}
}

// add takes other in times sign; Controls is no sum and stays.
func (t *Totals) add(other Totals, sign int) {
	t.Assets += sign * other.Assets
	t.Cells += sign * other.Cells
	t.Owned += sign * other.Owned
	t.Unowned += sign * other.Unowned
	t.NotApplicable += sign * other.NotApplicable
	t.HalfOwned += sign * other.HalfOwned
	t.Undecided += sign * other.Undecided
	t.Presumed += sign * other.Presumed
	t.Applicable += sign * other.Applicable
	t.Compliant += sign * other.Compliant
	t.Partial += sign * other.Partial
	t.Gaps += sign * other.Gaps
	t.NotAssessed += sign * other.NotAssessed
	t.Evidenced += sign * other.Evidenced
	t.Weak += sign * other.Weak
}
