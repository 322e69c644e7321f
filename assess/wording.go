package assess

import (
	"fmt"
	"slices"
	"strings"
)

// The words in which findings are put. Sentences name the control by its short
// name and the asset by its own.

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

// title says where and what: "Prompt injection on Claims bot: not in place".
func title(f *Finding) string {
	switch f.Kind {
	case FindingProviderReference:
		return fmt.Sprintf("%s on the word of %s alone", counted(len(f.Cells), "cell rests", "cells rest"), f.Party)
	case FindingApprovalExpired:
		return f.Asset.Name + ": " + kindWords[f.Kind]
	}
	on := f.Asset.Name
	if f.Assets > 1 {
		on = fmt.Sprintf("%d assets", f.Assets)
	}
	return f.Control.Short + " on " + on + ": " + kindWords[f.Kind]
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

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

// whyAll puts round the worst cell's words what holds for all cells of a
// finding. The outcome is folded into findings about ownership.
func whyAll(f *gatheredFinding) string {
	why := f.Why
	if f.Kind == FindingProviderReference {
		why = whyPresumed(f.tally.expired, len(f.Cells))
	}
	if f.Assets > 1 && f.Asset != nil {
		why = fmt.Sprintf("The worst hit of %d assets is %s. %s", f.Assets, f.Asset.Name, why)
	}
	if slices.Contains(UnownedKinds, f.Kind) {
		why += " Status: " + f.tally.statusWords() + "."
	}
	if n := f.tally.reopened; n > 0 && f.Kind != FindingBaselineChanged && f.Kind != FindingProviderReference {
		if len(f.Cells) == 1 {
			return why + " The baseline has changed since it was answered."
		}
		why += fmt.Sprintf(" The baseline of %s has changed since it was answered.", counted(n, "cell", "cells"))
	}
	return why
}

// statusWords says "planned" of cells that are alike, and "2 not assessed,
// 1 planned" of cells that differ.
func (t *tally) statusWords() string {
	var words []string
	for i, n := range t.statuses {
		if n > 0 {
			words = append(words, fmt.Sprintf("%d %s", n, spaced(Statuses[i])))
		}
	}
	if len(words) == 1 {
		_, alone, _ := strings.Cut(words[0], " ")
		return alone
	}
	return strings.Join(words, ", ")
}

func spaced(status Status) string { return strings.ReplaceAll(string(status), "_", " ") }

func whyPresumed(expired, cells int) string {
	switch expired {
	case 0:
		return "The provider's public documentation is all there is: no contract clause or assurance report is referenced."
	case cells:
		return "The contract clause or assurance report that was referenced has expired."
	}
	return fmt.Sprintf("No contract clause or assurance report is referenced, or (on %s) the one that was has expired.", counted(expired, "cell", "cells"))
}

// whyCell says what is wrong with a cell.
func (e *Evaluation) whyCell(kind FindingKind, j *judgement) string {
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
		return "Catalogue " + j.stored.Reopened + " says something else of this cell than the one under which it was answered."
	case FindingEvidenceMissing:
		return "Implemented, as declared; no evidence beyond inquiry is on record."
	case FindingEvidenceStale:
		if j.proof.latest == 0 {
			return "The evidence bears no date, so nobody can say how old it is."
		}
		return "The latest evidence speaks of " + j.proof.latest.String() + "."
	case FindingReviewOverdue:
		return fmt.Sprintf("Last answered on %s; a review is due every %s.", j.answer.Answered(), counted(j.control.ReviewMonths, "month", "months"))
	case FindingLowConfidence:
		return "The catalogue itself is not sure of this baseline: " + orElse(j.baseline.VerificationNote, "its source was not opened") + "."
	}
	return ""
}

func (e *Evaluation) whyUndecided(j *judgement) string {
	switch {
	case j.basis == BasisUnknown && j.asset.Hosting != "" && j.asset.Hosting != HostingUnknown:
		return fmt.Sprintf("The catalogue does not know the hosting model %q of %s, so nobody can say on whose side this duty lies.", j.asset.Hosting, j.asset.Name)
	case j.basis == BasisUnknown:
		return "Nobody knows how " + j.asset.Name + " is hosted, so nobody can say on whose side this duty lies."
	case j.baseline != nil && j.baseline.Gap != "":
		return "By default nobody holds this duty: " + sentence(j.baseline.Gap)
	}
	return "By default nobody holds this duty."
}

// whyInvalid names the party on the first side whose clause is held by one
// that is not valid.
func (e *Evaluation) whyInvalid(j *judgement) string {
	for _, side := range j.missing {
		party := e.state.Parties[j.accountable(side)]
		switch {
		case party != nil && j.answer.Clause(side).Accountable == "":
			return party.Name + " is presumed to hold the provider's side, but is retired."
		case party != nil:
			return party.Name + " is named as accountable, but is retired."
		}
	}
	return "The party that is named as accountable no longer exists."
}

func whyUnowned(j *judgement) string {
	switch {
	case j.substate == SubstateHalfOwned && j.missing[0] == CustomerSide:
		return "Shared, but only the provider's half has an owner."
	case j.substate == SubstateHalfOwned:
		return "Shared, but only the client's half has an owner."
	case j.boundary == OwnerShared:
		return "Shared, and neither half has an owner."
	case j.boundary == OwnerProvider:
		return "The provider's duty, but no provider is named."
	}
	return "The client's duty, and nobody is accountable for it."
}

func whyUnfinished(j *judgement) string {
	switch j.status {
	case NotImplemented:
		return "It has an owner, but is not implemented."
	case Planned:
		return "It has an owner and is planned, but not done."
	case PartialStatus:
		return "It is implemented in part."
	case Implemented:
		return "Implemented, but a known gap stays open: " + sentence(j.baseline.Gap)
	}
	return "It has an owner, but nobody has assessed whether it is done."
}

// actionCell says what to do about a cell.
func actionCell(kind FindingKind, j *judgement) string {
	switch kind {
	case FindingAmbiguous:
		return actionUndecided(j)
	case FindingUnassigned, FindingOwnerInvalid:
		return actionUnowned(j)
	case FindingProviderReference:
		return "Reference the contract clause or assurance report that carries the duties of " + j.providerName + "."
	case FindingBaselineChanged:
		return "Read what changed, and answer the cell again."
	case FindingEvidenceMissing:
		return "Collect evidence: " + sentence(evidenceToGet(j))
	case FindingEvidenceStale:
		return "Collect new evidence: " + sentence(evidenceToGet(j))
	case FindingReviewOverdue:
		return "Review it, and declare its status again."
	case FindingLowConfidence:
		return "Check the duty against the provider's own documents before relying on it."
	case FindingPartial:
		if j.status == Implemented {
			return "Deal with the known gap, and record how."
		}
	}
	return duties(j)
}

var ownerWords = map[Owner]string{OwnerProvider: "the provider", OwnerCustomer: "the client", OwnerShared: "both sides"}

func actionUndecided(j *judgement) string {
	switch {
	case j.basis == BasisUnknown:
		return "Find out how " + j.asset.Name + " is hosted, or decide the boundary."
	case j.baseline != nil && ownerWords[j.baseline.RecommendedOwner] != "":
		return "Decide who holds it (recommended: " + ownerWords[j.baseline.RecommendedOwner] + "), and name the accountable party."
	}
	return "Decide who holds it, and name the accountable party."
}

// actionUnowned asks for an owner, and says what the owner will have to do
// where that is the client's.
func actionUnowned(j *judgement) string {
	switch {
	case len(j.missing) > 1:
		return "Name one accountable party on each side. What the client has to do: " + duties(j)
	case j.missing[0] == ProviderSide:
		return "Name one accountable party on the provider's side."
	}
	return "Name one accountable party on the client's side. What the client has to do: " + duties(j)
}

// duties are the catalogue's actions for the customer, or a plain sentence.
func duties(j *judgement) string {
	if j.baseline == nil || len(j.baseline.CustomerActions) == 0 {
		return "Put " + j.control.Name + " in place."
	}
	return sentence(strings.Join(j.baseline.CustomerActions, " "))
}

func evidenceToGet(j *judgement) string {
	if j.baseline == nil || j.baseline.EvidenceToGet == "" {
		return "something that can be inspected"
	}
	return j.baseline.EvidenceToGet
}

func whyConcentration(load PartyLoad, scoring *Scoring) string {
	return fmt.Sprintf("%s is accountable for %d of the %d duties on the client's side that have an owner (%d %%; the bar is %d %%).",
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

// orElse is the text without its full stop, or the other text.
func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return strings.TrimSuffix(strings.TrimSpace(text), ".")
}
