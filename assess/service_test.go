package assess

import (
	"math"
	"testing"
)

func recognised() *Catalogue {
	c := &Catalogue{
		Services: []Service{
			{ID: "azure-openai", Name: "Azure OpenAI", Aliases: []string{"Azure OpenAI Service", "aoai"}},
			{ID: "chatgpt", Name: "ChatGPT"},
		},
		Indicators:       []Indicator{{Kind: IndicatorDomain, Pattern: "chatgpt.com", Service: "chatgpt", Source: "list"}},
		IndicatorSources: []IndicatorSource{{ID: "list", Title: "A list"}},
	}
	c.Index(nil)
	return c
}

func TestAServiceIsKnownByIDAndByEveryName(t *testing.T) {
	c := recognised()
	for name, want := range map[string]string{
		"Azure OpenAI": "azure-openai", "  azure  openai service ": "azure-openai", "AOAI": "azure-openai", "chatgpt": "chatgpt",
		"azure": "", "": "", "chatgpt enterprise": "",
	} {
		got := ""
		if s := c.ServiceNamed(name); s != nil {
			got = s.ID
		}
		if got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	if s := c.Service("azure-openai"); s == nil || s.Name != "Azure OpenAI" || c.Service("Azure OpenAI") != nil {
		t.Errorf("azure-openai is %+v", s)
	}
}

func TestAnIndicatorIsKnownByKindAndPattern(t *testing.T) {
	c := recognised()
	if i := c.Indicator("domain chatgpt.com"); i == nil || i.ID() != "domain chatgpt.com" || i.Service != "chatgpt" {
		t.Errorf("the indicator is %+v", i)
	}
	if c.Indicator("chatgpt.com") != nil || c.Indicator("pypi chatgpt.com") != nil || c.IndicatorSource("leaflet") != nil {
		t.Error("what is not there was found")
	}
	if c.IndicatorSource("list").Title != "A list" {
		t.Error("the source was not found")
	}
}

func TestEveryKindSaysWhatSeeingItMeans(t *testing.T) {
	for _, kind := range IndicatorKinds {
		known := false
		for _, use := range IndicatorUses {
			known = known || kind.Use() == use
		}
		if !known {
			t.Errorf("%s means %q", kind, kind.Use())
		}
	}
	for kind, want := range map[IndicatorKind]IndicatorUse{
		IndicatorDomain: UseUse, IndicatorPyPI: UseDeclared, IndicatorAPIKeyRegex: UseKey, IndicatorCURProduct: UseBilling,
		IndicatorProcess: UseUse, IndicatorFilePath: UseInstalled, IndicatorEntraApp: UseConsent, IndicatorFileExtension: UseModel,
		IndicatorIAMUserName: UseIdentity, IndicatorContainerImage: UseConfigured,
	} {
		if kind.Use() != want {
			t.Errorf("%s means %s, want %s", kind, kind.Use(), want)
		}
	}
}

func TestVolumeAndRecencyGoBySteps(t *testing.T) {
	s := &SightingScoring{Volume: [2]SightingStep{{1000, 5}, {10, 2}}, Recency: [2]SightingStep{{30, 5}, {90, 2}}}
	for n, want := range map[int]int{0: 0, 9: 0, 10: 2, 999: 2, 1000: 5, math.MaxInt: 5} {
		if got := s.VolumePoints(n); got != want {
			t.Errorf("%d observations have %d points, want %d", n, got, want)
		}
	}
	for days, want := range map[int]int{-1: 5, 0: 5, 30: 5, 31: 2, 90: 2, 91: 0, 4000: 0} {
		if got := s.RecencyPoints(days); got != want {
			t.Errorf("%d days ago have %d points, want %d", days, got, want)
		}
	}
}

func TestACapKeepsAScoreInItsBand(t *testing.T) {
	s := scoringForTests()
	for _, band := range Severities {
		for _, score := range []int{0, 34, 35, 50, 75, 100} {
			got := s.Cap(score, band)
			if got > score || s.Band(got).Rank() > band.Rank() || s.Band(score).Rank() <= band.Rank() && got != score {
				t.Errorf("%d capped at %s is %d, %s", score, band, got, s.Band(got))
			}
		}
	}
	if got := s.Cap(80, ""); got != 80 {
		t.Errorf("no cap made %d of 80", got)
	}
}
