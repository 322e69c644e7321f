package catalog

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"demarc/assess"
)

func shadowText(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/shadow.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

// TestIndicatorsSayWhatTheyLeaveOut: what an entry does not state is known from
// its kind, and a source counts as opened unless it is said not to be.
func TestIndicatorsSayWhatTheyLeaveOut(t *testing.T) {
	c := mustCompose(t, mustLoad(t, "tiny.yaml", tinyText(t)), mustLoad(t, "shadow.yaml", shadowText(t)))
	for id, want := range map[string]assess.Indicator{
		"domain chat.acme.example":                {Use: assess.UseUse, Service: "acme-chat", Source: "list", Place: "page 3", Checked: true},
		"domain *.acme.example":                   {Use: assess.UseUse, Service: "acme-chat", Source: "list", Weak: true, Note: "shared"},
		"pypi acme-bench":                         {Use: assess.UseDeclared, Service: "acme-bench", Source: "list", Checked: true},
		`apikey_regex \bacme-[0-9]{8}\b`:          {Use: assess.UseKey, Service: "acme-chat", Near: []string{"acme", "ACME_KEY"}, Source: "list", Checked: true},
		"cloudtrail acme.amazonaws.com:DropGuard": {Use: assess.UseWeaken, Service: "acme-chat", Control: "C-2", Source: "list", Checked: true},
	} {
		kind, pattern, _ := strings.Cut(id, " ")
		want.Kind, want.Pattern = assess.IndicatorKind(kind), pattern
		if got := c.Indicator(id); got == nil || !reflect.DeepEqual(*got, want) {
			t.Errorf("%s\n got %+v\nwant %+v", id, got, want)
		}
	}
	if source := c.IndicatorSource("list"); source == nil || source.URL != "https://list.example" {
		t.Errorf("the source is %+v", source)
	}
	if c.SightingScoring == nil || c.SightingScoring.State[assess.SightingUnapproved] != 40 || c.SightingScoring.WeakCap != assess.SeverityLow {
		t.Errorf("the scoring of sightings is %+v", c.SightingScoring)
	}
}

// TestBrokenShadowPacks changes one thing of testdata/shadow.yaml and holds the
// refusal to the line and the reason.
func TestBrokenShadowPacks(t *testing.T) {
	tiny := mustLoad(t, "tiny.yaml", tinyText(t))
	for _, test := range []struct{ name, old, new, want string }{
		{"unknown category", "category: ml_tool", "category: tool", `shadow.yaml:8: category "tool" is unknown: llm_api, llm_gateway, inference_host, cloud_ai, classic_ml, web_chat, coding_assistant, image_video, voice, ` +
			"meeting, writing, saas_embedded, workflow, agent_framework, llm_sdk, ml_tool, vector_db, model_hub, self_hosted, local_llm or model_file are known"},
		{"unknown match", "match: code", "match: none", `shadow.yaml:8: match "none" is unknown: aws, azure, gcp, saas, oauth, self_hosted, code or key are known`},
		{"service id", "{id: acme-bench", "{id: Acme_Bench", `shadow.yaml:8: id "Acme_Bench": write it as small letters, digits and hyphens, at most 40`},
		{"service without vendor", "vendor: Acme, category: ml_tool", "category: ml_tool", "shadow.yaml:8: the service acme-bench has no vendor"},
		{"alias of two services", "name: Acme Bench", "name: ACME", `shadow.yaml:8: "ACME" already stands for acme-chat`},
		{"unknown hosting", "hosting: acme_api", "hosting: acme_iron", "shadow.yaml:7: there is no hosting model acme_iron"},
		{"source without title", "title: A list, ", "", "shadow.yaml:10: the indicator source list has no title"},

		{"no kind", "{kind: pypi, ", "{", "shadow.yaml:14: an entry of indicators needs kind, pattern"},
		{"unknown kind", "kind: pypi", "kind: conda", `shadow.yaml:14: kind "conda" is unknown: ` + assess.Words(assess.IndicatorKinds) + " are known"},
		{"unknown service", "service: acme-bench, source", "service: acme-benches, source", "shadow.yaml:14: there is no service acme-benches"},
		{"unknown source", "source: list page 3", "source: leaflet page 3", "shadow.yaml:12: there is no indicator source leaflet"},
		{"no source", "acme-bench, source: list}", "acme-bench}", "shadow.yaml:14: the indicator pypi acme-bench has no source"},
		{"weak in other words", "weak: yes", "weak: true", `shadow.yaml:13: weak "true" is unknown: yes or no are known`},
		{"unknown use", "use: weaken", "use: weakened", `shadow.yaml:16: use "weakened" is unknown: ` + assess.Words(assess.IndicatorUses) + " are known"},
		{"weakens nothing", ", control: C-2", "", "shadow.yaml:16: cloudtrail acme.amazonaws.com:DropGuard has no control: it weakens one"},
		{"weakens an unknown control", "control: C-2", "control: C-9", "shadow.yaml:16: there is no control C-9"},
		{"control without weakening", "acme-bench, source: list}", "acme-bench, control: C-1, source: list}", "shadow.yaml:14: pypi acme-bench has a control: only what weakens one has"},
		{"near everything", "near: [acme, ACME_KEY]", "near: [a]", `shadow.yaml:15: "a" stands near everything: near asks for words of 3 characters and more`},
		{"bad regular expression", `'\bacme-[0-9]{8}\b'`, `'acme-[0-9'`, "shadow.yaml:15: pattern \"acme-[0-9\" of the kind apikey_regex is no regular expression: missing closing ]: `[0-9`"},
		{"domain in capitals", "pattern: chat.acme.example", "pattern: Chat.acme.example", `shadow.yaml:12: pattern "Chat.acme.example" of the kind domain: ` +
			"write it as a host in small letters, with a star for a label or its beginning before the last two: *.example.com, api.*.example.com"},
		{"same host twice", "pattern: chat.acme.example", "pattern: acme.example", "shadow.yaml:13: domain *.acme.example asks for the same as domain acme.example: change that one"},
		{"entry twice", "pattern: '*.acme.example'", "pattern: chat.acme.example", "shadow.yaml:13: domain chat.acme.example stands twice in this pack: it is already in shadow.yaml on line 12"},

		{"state without points", ", approval_expired: 15", "", "shadow.yaml:17: sighting_scoring has no state approval_expired"},
		{"state without weight", "approval_expired: 15", "approved: 15", "shadow.yaml:18: the key approved is unknown: unapproved, outside_scope or approval_expired are known"},
		{"points beyond the scale", "key_in_source: 30", "key_in_source: 101", "shadow.yaml:19: key_in_source is 101: it has to be 0 to 100"},
		{"sum beyond the scale", "key_in_source: 30", "key_in_source: 31", "shadow.yaml:18: the largest possible sum of a sighting is 101: severity ends at 100"},
		{"unknown data scores less", "unknown: 10", "unknown: 9", "shadow.yaml:20: data.unknown is 9, below data.confidential, which is 10: what is unknown must not score lower"},
		{"steps the wrong way", "some_from: 10", "some_from: 1000", "shadow.yaml:21: volume.some_from is 1000: it has to be below volume.many_from, which is 1000"},
		{"later counts more", "lately: 2", "lately: 5", "shadow.yaml:22: recency.lately is 5: it has to be below recency.now, which is 5"},
		{"unknown cap", "weak_cap: low", "weak_cap: review", `shadow.yaml:23: weak_cap "review" is unknown: low, medium, high or critical are known`},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := shadowText(t)
			if strings.Count(text, test.old) == 0 {
				t.Fatalf("the pack holds no %q", test.old)
			}
			p, err := LoadFile("shadow.yaml", []byte(strings.Replace(text, test.old, test.new, 1)))
			if err == nil {
				_, err = Compose(tiny, p)
			}
			if err == nil {
				t.Fatal("the broken pack was accepted")
			}
			if got := allProblems(err); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestOwnIndicators: an assessor adds a service of the client's, makes a host
// count that is shared elsewhere, and weighs differently.
func TestOwnIndicators(t *testing.T) {
	base := mustBase(t)
	old := mustCompose(t, base)
	c := mustCompose(t, base, mustLoad(t, "own.yaml", own("own", `services:
- {id: house-chat, name: House Chat, vendor: Nordhaven, category: web_chat, hosting: self_hosted_onprem, match: self_hosted}
- {id: chatgpt, aliases: [chat gpt, our chatbot]}
indicator_sources:
- {id: nordhaven-it, title: Told by the client's IT}
indicators:
- {kind: domain, pattern: chat.nordhaven.example, service: house-chat, source: nordhaven-it}
- {kind: domain, pattern: notion.so, weak: no}
sighting_scoring:
  exposure: {personal_account: 20}
`)))
	if len(c.Services) != len(old.Services)+1 || len(c.Indicators) != len(old.Indicators)+1 {
		t.Errorf("%d services and %d indicators, before %d and %d", len(c.Services), len(c.Indicators), len(old.Services), len(old.Indicators))
	}
	if notion := c.Indicator("domain notion.so"); notion.Weak || notion.Service != "notion-ai" || !notion.Checked {
		t.Errorf("notion.so: %+v", notion)
	}
	if s := c.ServiceNamed("Our Chatbot"); s == nil || s.ID != "chatgpt" || s.Vendor != "OpenAI" || c.ServiceNamed("chatgpt edu") != nil {
		t.Errorf("the aliases of chatgpt were not replaced: %+v", s)
	}
	if c.SightingScoring.Exposure[assess.SightingPersonalAccount] != 20 || old.SightingScoring.Exposure[assess.SightingPersonalAccount] != 15 {
		t.Error("the own weight does not count, or changed the base pack's")
	}
	want := []Change{{What: []string{"services: 1 new, 1 changed", "indicators: 1 new, 1 changed", "sightings exposure.personal_account: 15 -> 20"}}}
	if got := Changes(old, c); !reflect.DeepEqual(got, want) {
		t.Errorf("changes\n got %+v\nwant %+v", got, want)
	}
	want = []Change{{What: []string{"services: 1 changed, 1 withdrawn", "indicators: 1 changed, 1 withdrawn", "sightings exposure.personal_account: 20 -> 15"}}}
	if got := Changes(c, old); !reflect.DeepEqual(got, want) {
		t.Errorf("changes back\n got %+v\nwant %+v", got, want)
	}
}

// TestPacksOlderThanIndicators: an engagement that keeps a pack from before
// there were indicators is read as it was, and taking the newer one moves no
// duty.
func TestPacksOlderThanIndicators(t *testing.T) {
	older := fstest.MapFS{}
	for _, file := range mustBase(t).files {
		if strings.HasPrefix(file.name, "indicator") || file.name == "services.yaml" {
			continue
		}
		text, _, _ := strings.Cut(string(file.data), "sighting_scoring:\n")
		older[file.name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := Load(older)
	if err != nil {
		t.Fatal(allProblems(err))
	}
	old, now := mustCompose(t, p), mustCompose(t, mustBase(t))
	if len(old.Services)+len(old.Indicators)+len(old.IndicatorSources) != 0 || old.SightingScoring != nil || len(old.Baselines()) != 338 {
		t.Errorf("the older pack has %d services, %d indicators, %d baselines", len(old.Services), len(old.Indicators), len(old.Baselines()))
	}
	if old.Service("chatgpt") != nil || old.ServiceNamed("ChatGPT") != nil || old.Indicator("domain chatgpt.com") != nil {
		t.Error("the older pack knows services that it does not state")
	}
	changes := Changes(old, now)
	if len(changes) != 1 || changes[0].Reopens || changes[0].Model+changes[0].Control != "" || len(changes[0].What) != 3 {
		t.Errorf("taking the newer pack changes %+v", changes)
	}
}
