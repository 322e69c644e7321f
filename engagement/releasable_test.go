package engagement

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"demarc/assess"
)

// Whatever is offered to be released is found again under the name that it is
// offered by, and is kept as it is in the redacted records.
func TestWhatIsOfferedForReleaseCanBeReleased(t *testing.T) {
	s := makeSample(t, deskDay)
	refs, names := s.ReleasableRecords(nil)
	kinds := map[assess.RecordKind]bool{}
	for i, ref := range refs {
		kinds[ref.Kind] = true
		if names[i] == "" || !utf8.ValidString(names[i]) {
			t.Errorf("%v is called %q", ref, names[i])
		}
		fields := s.ReleasableFields(nil, ref)
		if len(fields) == 0 {
			t.Errorf("%v has nothing to release", ref)
		}
		called := map[string]string{}
		for _, f := range fields {
			if other := called[f.Field]; other != "" {
				t.Errorf("%q and %q are both called %q", other, f.Release, f.Field)
			}
			called[f.Field] = f.Release
		}
		for _, f := range fields {
			found, err := s.findRelease(f.Release)
			if err != nil || found.Ref != ref || !strings.HasSuffix(f.Release, "/"+found.Field) {
				t.Fatalf("%q releases %v, %v", f.Release, found, err)
			}
			if f.Field == "" || len(f.Texts) == 0 || slices.Contains(f.Texts, "true") {
				t.Errorf("%q is called %q and holds %q", f.Release, f.Field, f.Texts)
			}
			record, field, err := s.NameRelease(nil, f.Release)
			if err != nil || record != names[i] || field != f.Field {
				t.Errorf("%q is named %q, %q, %v", f.Release, record, field, err)
			}
		}
	}
	for _, kind := range []assess.RecordKind{assess.KindEngagement, assess.KindAsset, assess.KindParty, assess.KindCell, assess.KindRule, assess.KindEvidence, assess.KindDisposition, assess.KindAction} {
		if !kinds[kind] {
			t.Errorf("no %s is offered", kind)
		}
	}
}

func TestASetIsOfferedByItsElements(t *testing.T) {
	d := newDesk(t)
	units := []string{"Claims [EU]", "Pricing"}
	_, err := d.SetScope(ScopeFields{Units: &units})
	d.check(err)
	for _, f := range d.ReleasableFields(nil, d.State().Engagement.Ref()) {
		if f.Release == "engagement/units" && slices.Equal(f.Texts, units) {
			return
		}
	}
	t.Errorf("the units are not among %+v", d.ReleasableFields(nil, d.State().Engagement.Ref()))
}

func TestAReleaseOfWhatIsNoMoreIsRefused(t *testing.T) {
	d := newDesk(t)
	for _, release := range []string{"asset/gone/name", "disposition/gone/reason", "cell/gone/AI-SEC-001/rationale", "asset", ""} {
		if record, _, err := d.NameRelease(nil, release); err == nil {
			t.Errorf("%q is named %q", release, record)
		}
	}
}

// A decision about a finding that is no more is in no report, and a release of it
// would be refused.
func TestADecisionWithoutItsFindingIsNotOffered(t *testing.T) {
	d := newDesk(t)
	gone := &assess.Disposition{Finding: "gone", Reason: "Accepted until the contract ends"}
	d.state.Put(gone)
	refs, _ := d.ReleasableRecords(nil)
	if slices.Contains(refs, gone.Ref()) {
		t.Errorf("it is among %v", refs)
	}
}
