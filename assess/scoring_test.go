package assess

import (
	"slices"
	"testing"
)

// Severity is a sum on one scale from 0 to 100, printed beside the finding.

func TestScoreIsASum(t *testing.T) {
	grave := []func(*Asset){exposed(ExposurePublic), handling("special_category"), acts(TraitYes)}
	for _, c := range []struct {
		name    string
		asset   *Asset
		control string
		says    []say
		want    string
		band    Severity
	}{
		{"the least", asset("bot", bedrock, handling("public"), at(LifecyclePlanned)), logRetention, []say{clientOwner("dana"), declared(PartialStatus)},
			"25 = 16 only partly in place + 4 internal + 5 control weight", SeverityLow},
		{"medium", asset("bot", bedrock), logRetention, []say{clientOwner("dana"), declared(PartialStatus)},
			"35 = 16 only partly in place + 4 internal + 4 internal data + 6 in production + 5 control weight", SeverityMedium},
		{"high", asset("bot", bedrock), logRetention, nil,
			"59 = 40 nobody accountable + 4 internal + 4 internal data + 6 in production + 5 control weight", SeverityHigh},
		{"the most there can be", asset("bot", bedrock, grave...), injection, nil,
			"100 = 40 nobody accountable + 18 public + 20 special-category data + 6 in production + 6 acts by itself + 10 control weight", SeverityCritical},
		{"undecided weighs as much as unassigned", asset("bot", HostingUnknown), injection, nil,
			"64 = 40 boundary undecided, nobody accountable + 4 internal + 4 internal data + 6 in production + 10 control weight", SeverityHigh},
		{"partners, confidential, in test", asset("bot", bedrock, exposed(ExposurePartner), handling("confidential"), at(LifecycleTest)), injection, nil,
			"74 = 40 nobody accountable + 12 partner + 10 confidential data + 2 in test + 10 control weight", SeverityCritical},
		{"nothing stated scores as if it mattered, and says so", asset("bot", bedrock, exposed(""), handling(), at("")), injection, nil,
			"78 = 40 nobody accountable + 12 exposure unknown, counted no lower than partner + 10 data class unknown, counted no lower than confidential + 6 stage not stated, counted as in production + 10 control weight", SeverityCritical},
		{"unknown likewise", asset("bot", bedrock, exposed(ExposureUnknown), handling("unknown"), at(LifecycleDevelopment)), injection, nil,
			"73 = 40 nobody accountable + 12 exposure unknown, counted no lower than partner + 10 data class unknown, counted no lower than confidential + 1 in development + 10 control weight", SeverityCritical},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := onlyFinding(t, evaluate(person("dana"), c.asset, cell("bot", c.control, c.says...)), "bot", c.control)
			if got := SumText(f.Sum); got != c.want || f.Severity != c.band {
				t.Errorf("%s\n got: %s\nwant: %s (%s)", f.Severity, got, c.want, c.band)
			}
		})
	}
}

func TestGravestDataClassCounts(t *testing.T) {
	unknown := "data class unknown, counted no lower than confidential"
	for _, c := range []struct {
		name    string
		classes []string
		points  int
		words   string
	}{
		{"of two", []string{"internal", "personal"}, 14, "personal data"},
		{"of two, the other way round", []string{"personal", "internal"}, 14, "personal data"},
		{"known before unknown where it is graver", []string{"unknown", "personal"}, 14, "personal data"},
		{"unknown before known where it is graver", []string{"public", "unknown"}, 10, unknown},
		{"unknown is said where it weighs as much", []string{"unknown", "confidential"}, 10, unknown},
		{"unknown is said, the other way round", []string{"confidential", "unknown"}, 10, unknown},
		{"a class that nobody knows", []string{"secret"}, 10, unknown},
		{"none", nil, 10, unknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			scoring := scoringForTests()
			if points, words := scoring.dataPoints(c.classes); points != c.points || words != c.words {
				t.Errorf("%d %s, want %d %s", points, words, c.points, c.words)
			}
		})
	}
}

// A pack may rate the unknown lower than it ought to: it does not help.
func TestUnknownScoresNoLowerThan(t *testing.T) {
	careless := scoringForTests()
	careless.Exposure[ExposureUnknown], careless.Data[DataUnknown] = 0, 0
	if points, _ := careless.exposurePoints(ExposureUnknown); points != careless.Exposure[ExposurePartner] {
		t.Errorf("unknown exposure scores %d", points)
	}
	if points, _ := careless.dataPoints([]string{"unknown"}); points != careless.Data[DataConfidential] {
		t.Errorf("unknown data scores %d", points)
	}
	careful := scoringForTests()
	careful.Exposure[ExposureUnknown], careful.Data[DataUnknown] = 17, 19
	if points, _ := careful.exposurePoints(""); points != 17 {
		t.Errorf("a pack that rates unknown exposure higher gets %d", points)
	}
	if points, _ := careful.dataPoints(nil); points != 19 {
		t.Errorf("a pack that rates unknown data higher gets %d", points)
	}
}

func TestBands(t *testing.T) {
	scoring := scoringForTests()
	for score, want := range map[int]Severity{
		0: SeverityLow, 29: SeverityLow, 30: SeverityMedium, 49: SeverityMedium,
		50: SeverityHigh, 69: SeverityHigh, 70: SeverityCritical, 100: SeverityCritical,
	} {
		if got := scoring.Band(score); got != want {
			t.Errorf("%d is %s, want %s", score, got, want)
		}
	}
}

func TestSeveritiesRankByGravityNotByAlphabet(t *testing.T) {
	for i, severity := range Severities {
		if severity.Rank() != i {
			t.Errorf("%s ranks %d", severity, severity.Rank())
		}
	}
	if Severity("").Rank() >= SeverityLow.Rank() {
		t.Error("no severity ranks as high as low")
	}
}

func TestAdjustedSeverityShowsBesideTheSums(t *testing.T) {
	records := []Record{asset("bot", bedrock), asset("other", bedrock)}
	f := onlyFinding(t, evaluate(records...), "bot", injection)
	lowered := &Disposition{Finding: f.ID, Severity: SeverityLow, SeverityReason: "behind two gateways"}
	e := evaluate(append(records, lowered)...)
	got := onlyFinding(t, e, "bot", injection)
	if got.Severity != SeverityLow || got.SumSeverity != f.SumSeverity || got.Score != f.Score {
		t.Errorf("adjusted %s, by its sum %s (%d)", got.Severity, got.SumSeverity, got.Score)
	}
	if all := e.Findings(); all[len(all)-1].ID != f.ID {
		t.Error("the lowered finding does not come last")
	}
}

func TestMostSevereFirst(t *testing.T) {
	e := evaluate(asset("b", bedrock), asset("a", bedrock), asset("public", bedrock, exposed(ExposurePublic)))
	findings := e.Findings()
	if !slices.IsSortedFunc(findings, func(x, y Finding) int { return y.Score - x.Score }) {
		t.Error("the scores do not fall")
	}
	if findings[0].Asset.ID != "public" {
		t.Errorf("the first is on %s", findings[0].Asset.ID)
	}
	// Between equals the names of asset and control decide.
	var order []string
	for _, f := range findings {
		if f.Score == 64 {
			order = append(order, f.Asset.ID+" "+f.Control.ID)
		}
	}
	if want := []string{"a " + injection, "a " + apiAccess, "b " + injection, "b " + apiAccess}; !slices.Equal(order, want) {
		t.Errorf("equals come as %v, want %v", order, want)
	}
}
