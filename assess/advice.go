package assess

import (
	"strings"
)

// actionCell says what to do about a cell.
func actionCell(kind FindingKind, j *judgement) Said {
	switch kind {
	case FindingAmbiguous:
		return actionUndecided(j)
	case FindingUnassigned, FindingOwnerInvalid:
		return actionUnowned(j)
	case FindingProviderReference:
		return Say("Reference the contract clause or assurance report that carries the duties of %s.", j.providerName)
	case FindingBaselineChanged:
		return Say("Read what changed, and answer the cell again.")
	case FindingEvidenceMissing:
		return Say("Collect evidence: %s", evidenceToGet(j))
	case FindingEvidenceStale:
		return Say("Collect new evidence: %s", evidenceToGet(j))
	case FindingReviewOverdue:
		return Say("Review it, and declare its status again.")
	case FindingLowConfidence:
		return Say("Check the duty against the provider's own documents before relying on it.")
	case FindingPartial:
		if j.status == Implemented {
			return Say("Deal with the known gap, and record how.")
		}
	}
	return duties(j)
}

func actionUndecided(j *judgement) Said {
	if j.basis == BasisUnknown {
		return Say("Find out how %s is hosted, or decide the boundary.", j.asset.Name)
	}
	recommended := Owner("")
	if j.baseline != nil {
		recommended = j.baseline.RecommendedOwner
	}
	switch recommended {
	case OwnerProvider:
		return Say("Decide who holds it (recommended: the provider), and name the accountable party.")
	case OwnerCustomer:
		return Say("Decide who holds it (recommended: the client), and name the accountable party.")
	case OwnerShared:
		return Say("Decide who holds it (recommended: both sides), and name the accountable party.")
	}
	return Say("Decide who holds it, and name the accountable party.")
}

// actionUnowned asks for an owner, and says what the owner will have to do
// where that is the client's.
func actionUnowned(j *judgement) Said {
	switch {
	case len(j.missing) > 1:
		return Say("Name one accountable party on each side. What the client has to do: %s", duties(j))
	case j.missing[0] == ProviderSide:
		return Say("Name one accountable party on the provider's side.")
	}
	return Say("Name one accountable party on the client's side. What the client has to do: %s", duties(j))
}

// duties are the catalogue's actions for the customer, or a plain sentence.
func duties(j *judgement) Said {
	if j.baseline == nil || len(j.baseline.CustomerActions) == 0 {
		return Say("Put %s in place.", Say(j.control.Name))
	}
	return Say("%s", sentences(j.baseline.CustomerActions))
}

// sentences are texts from the catalogue, one behind the other.
type sentences []string

// String joins them.
func (s sentences) String() string { return s.In(nil) }

// In joins them in a language; texts of a pack that it does not have stay as
// they are.
func (s sentences) In(l Language) string {
	l = orEnglish(l)
	said := make([]string, len(s))
	for i, stated := range s {
		said[i] = l.T(stated)
	}
	return sentence(strings.Join(said, " "))
}

func evidenceToGet(j *judgement) Said {
	if j.baseline == nil || j.baseline.EvidenceToGet == "" {
		return Say("something that can be inspected.")
	}
	return Say("%s", sentences{j.baseline.EvidenceToGet})
}

func actionExpired(asset *Asset) Said {
	return Say("Renew the approval of %s, or retire it.", asset.Name)
}

func actionConcentration(load *PartyLoad) Said {
	return Say("Hand part of %s's cells over to others, or record why one party can carry them.", load.Party.Name)
}
