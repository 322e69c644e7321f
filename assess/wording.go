package assess

import (
	"slices"
	"strings"
)

// The words in which findings are put, in the reader's language. Sentences name
// the control by its short name and the asset by its own. What the catalogue
// says of a baseline stays in the catalogue's language.

var kindWords = map[FindingKind]string{
	FindingAmbiguous:         "boundary undecided, nobody accountable",
	FindingOwnerInvalid:      "accountable party not valid",
	FindingUnassigned:        "nobody accountable",
	FindingProviderReference: "on the provider's word alone",
	FindingGap:               "not in place",
	FindingPartial:           "only partly in place",
	FindingBaselineChanged:   "baseline changed since it was answered",
	FindingEvidenceMissing:   "said to be in place, nothing shown",
	FindingEvidenceStale:     "evidence is old",
	FindingReviewOverdue:     "review overdue",
	FindingLowConfidence:     "baseline of low confidence",
	FindingApprovalExpired:   "approval expired",
	FindingConcentration:     "one party holds a large share",
}

// Words put a kind of finding as titles do: "nobody accountable".
func (k FindingKind) Words() string { return kindWords[k] }

var exposureWords = map[Exposure]string{
	ExposureInternal: "internal", ExposurePartner: "partner", ExposurePublic: "public",
}

var dataWords = map[DataClass]string{
	DataPublic: "public data", DataInternal: "internal data", DataConfidential: "confidential data",
	DataPersonal: "personal data", DataSpecialCategory: "special-category data",
}

var lifecycleWords = map[Lifecycle]string{
	LifecyclePlanned: "planned", LifecycleDevelopment: "in development", LifecycleTest: "in test", LifecycleProduction: "in production",
}

// Title says where and what: "Prompt injection on Claims bot: not in place".
func (f *Finding) Title(l Language) string {
	l = orEnglish(l)
	kind := l.T(kindWords[f.Kind])
	switch {
	case f.Kind == FindingProviderReference && len(f.Cells) == 1:
		return l.T("1 cell rests on the word of %s alone", f.Party)
	case f.Kind == FindingProviderReference:
		return l.T("%d cells rest on the word of %s alone", len(f.Cells), f.Party)
	case f.Kind == FindingConcentration:
		return l.T("%s alone is accountable for a large share of the cells", f.load.Party.Name)
	case f.Kind == FindingApprovalExpired:
		return l.T("%s: %s", f.Asset.Name, kind)
	case f.Assets > 1:
		return l.T("%s on %d assets: %s", l.T(f.Control.Short), f.Assets, kind)
	}
	return l.T("%s on %s: %s", l.T(f.Control.Short), f.Asset.Name, kind)
}

// Why says what is wrong: the worst cell's words, with what holds for all cells
// of the finding put round them. The outcome is folded into findings about
// ownership.
func (f *Finding) Why(l Language) string {
	l = orEnglish(l)
	var said []string
	if f.Assets > 1 && f.Asset != nil {
		said = append(said, l.T("The worst hit of %d assets is %s.", f.Assets, f.Asset.Name))
	}
	if f.Kind == FindingProviderReference {
		said = append(said, whyPresumed(f.tally.expired, len(f.Cells)).In(l))
	} else {
		said = append(said, f.why.In(l))
	}
	if slices.Contains(UnownedKinds, f.Kind) {
		said = append(said, l.T("Status: %s.", f.tally.statusWords(l)))
	}
	if f.Kind != FindingBaselineChanged && f.Kind != FindingProviderReference && f.tally.reopened > 0 {
		said = append(said, whyReopened(f.tally.reopened, len(f.Cells)).In(l))
	}
	return strings.Join(said, " ")
}

// Action says what to do about it.
func (f *Finding) Action(l Language) string { return f.action.In(l) }

// tally is what can differ between the cells behind one finding.
type tally struct {
	statuses          [5]int // how many cells have each of Statuses
	expired, reopened int
}

func (t *tally) count(j *judgement) {
	t.statuses[code(j.status, Statuses)]++
	if j.expired {
		t.expired++
	}
	if j.reopened() {
		t.reopened++
	}
}

// statusWords says "planned" of cells that are alike, and "2 not assessed,
// 1 planned" of cells that differ.
func (t *tally) statusWords(l Language) string {
	var counts, alone []string
	for i, n := range t.statuses {
		if n > 0 {
			word := l.Plain(string(Statuses[i]))
			counts, alone = append(counts, l.T("%d %s", n, word)), append(alone, word)
		}
	}
	if len(alone) == 1 {
		return alone[0]
	}
	return strings.Join(counts, ", ")
}

func whyReopened(reopened, cells int) Said {
	switch {
	case cells == 1:
		return Say("The baseline has changed since it was answered.")
	case reopened == 1:
		return Say("The baseline of 1 cell has changed since it was answered.")
	}
	return Say("The baseline of %d cells has changed since it was answered.", reopened)
}

func whyPresumed(expired, cells int) Said {
	switch expired {
	case 0:
		return Say("The provider's public documentation is all there is: no contract clause or assurance report is referenced.")
	case cells:
		return Say("The contract clause or assurance report that was referenced has expired.")
	case 1:
		return Say("No contract clause or assurance report is referenced, or (on 1 cell) the one that was has expired.")
	}
	return Say("No contract clause or assurance report is referenced, or (on %d cells) the one that was has expired.", expired)
}

// whyCell says what is wrong with a cell.
func (e *Evaluation) whyCell(kind FindingKind, j *judgement) Said {
	switch kind {
	case FindingAmbiguous:
		return e.whyUndecided(j)
	case FindingOwnerInvalid:
		return e.whyInvalid(j)
	case FindingUnassigned:
		return whyUnowned(j)
	case FindingGap, FindingPartial:
		return whyUnfinished(j)
	case FindingBaselineChanged:
		return Say("Catalogue %s says something else of this cell than the one under which it was answered.", j.stored.Reopened)
	case FindingEvidenceMissing:
		return Say("Implemented, as declared; no evidence beyond inquiry is on record.")
	case FindingEvidenceStale:
		if j.proof.latest == 0 {
			return Say("The evidence bears no date, so nobody can say how old it is.")
		}
		return Say("The latest evidence speaks of %s.", j.proof.latest)
	case FindingReviewOverdue:
		if j.control.ReviewMonths == 1 {
			return Say("Last answered on %s; a review is due every 1 month.", j.answer.Answered())
		}
		return Say("Last answered on %s; a review is due every %d months.", j.answer.Answered(), j.control.ReviewMonths)
	case FindingLowConfidence:
		if note := j.baseline.VerificationNote; note != "" {
			return Say("The catalogue itself is not sure of this baseline: %s", sentences{note})
		}
		return Say("The catalogue itself is not sure of this baseline: its source was not opened.")
	}
	return Said{}
}

func (e *Evaluation) whyUndecided(j *judgement) Said {
	switch {
	case j.basis == BasisUnknown && j.asset.Hosting != "" && j.asset.Hosting != HostingUnknown:
		return Say("The catalogue does not know the hosting model %q of %s, so nobody can say on whose side this duty lies.", j.asset.Hosting, j.asset.Name)
	case j.basis == BasisUnknown:
		return Say("Nobody knows how %s is hosted, so nobody can say on whose side this duty lies.", j.asset.Name)
	case j.baseline != nil && j.baseline.Gap != "":
		return Say("By default nobody holds this duty: %s", sentences{j.baseline.Gap})
	}
	return Say("By default nobody holds this duty.")
}

// whyInvalid names the party on the first side whose clause is held by one
// that is not valid.
func (e *Evaluation) whyInvalid(j *judgement) Said {
	for _, side := range j.missing {
		party := e.state.Parties[j.accountable(side)]
		switch {
		case party != nil && j.answer.Clause(side).Accountable == "":
			return Say("%s is presumed to hold the provider's side, but is retired.", party.Name)
		case party != nil:
			return Say("%s is named as accountable, but is retired.", party.Name)
		}
	}
	return Say("The party that is named as accountable no longer exists.")
}

func whyUnowned(j *judgement) Said {
	switch {
	case j.substate == SubstateHalfOwned && j.missing[0] == CustomerSide:
		return Say("Shared, but only the provider's half has an owner.")
	case j.substate == SubstateHalfOwned:
		return Say("Shared, but only the client's half has an owner.")
	case j.boundary == OwnerShared:
		return Say("Shared, and neither half has an owner.")
	case j.boundary == OwnerProvider:
		return Say("The provider's duty, but no provider is named.")
	}
	return Say("The client's duty, and nobody is accountable for it.")
}

func whyUnfinished(j *judgement) Said {
	switch j.status {
	case NotImplemented:
		return Say("It has an owner, but is not implemented.")
	case Planned:
		return Say("It has an owner and is planned, but not done.")
	case PartialStatus:
		return Say("It is implemented in part.")
	case Implemented:
		return Say("Implemented, but a known gap stays open: %s", sentences{j.baseline.Gap})
	}
	return Say("It has an owner, but nobody has assessed whether it is done.")
}

func whyConcentration(load *PartyLoad, scoring *Scoring) Said {
	return Say("%s is accountable for %d of the %d duties on the client's side that have an owner (%d %%; the bar is %d %%).",
		load.Party.Name, load.Client, load.Of, load.Client*100/load.Of, scoring.ConcentrationShare)
}

// sentence ends a text from the catalogue with a full stop, if it has none.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}
