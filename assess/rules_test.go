package assess

import (
	"slices"
	"testing"
)

// Scope rules: field by field, the most specific entry wins.

func ids(rules []*Rule) []string {
	var ids []string
	for _, r := range rules {
		ids = append(ids, r.ID)
	}
	return ids
}

// TestMostSpecificRuleWins goes up the ladder: each rule beats all those named
// before it, however old or new it is, and the cell's own answer beats all.
func TestMostSpecificRuleWins(t *testing.T) {
	const control, category = interactions, "monitoring"
	bot := asset("bot", bedrock, tagged("eu"))
	ladder := []*Rule{
		rule("all, every control", everywhere(), "", 5, clientOwner("all-every")),
		rule("all, the category", everywhere(), category, 7, clientOwner("all-category")),
		rule("all, the control, older", everywhere(), control, 9, clientOwner("all-older")),
		rule("all, the control, newer", everywhere(), control, 8, clientOwner("all-newer")),
		rule("provider, the category", ofProvider("AWS"), category, 2, clientOwner("provider-category")),
		rule("provider, the control", ofProvider("AWS"), control, 6, clientOwner("provider-control")),
		rule("hosting, every control", hostedOn(bedrock), "", 1, clientOwner("hosting-every")),
		rule("hosting, the category", hostedOn(bedrock), category, 3, clientOwner("hosting-category")),
		rule("hosting, the control", hostedOn(bedrock), control, 4, clientOwner("hosting-control")),
		rule("tag, the category", withTag("eu"), category, 20, clientOwner("tag-category")),
		rule("tag, the control", withTag("eu"), control, 30, clientOwner("tag-control")),
	}
	records, want := []Record{bot}, []string(nil)
	for _, next := range ladder {
		records, want = append(records, next), append([]string{next.ID}, want...)
		t.Run(next.ID, func(t *testing.T) {
			e := evaluate(records...)
			view := look(t, e, "bot", control)
			if got := view.Answer.AccountableFrom(CustomerSide); got != next || view.Answer.Customer.Accountable != next.Customer.Accountable {
				t.Errorf("%s wins, from %v", view.Answer.Customer.Accountable, got)
			}
			if got := ids(e.Rules(bot, view.Control)); !slices.Equal(got, want) {
				t.Errorf("the rules are shown as %q, want the one that counts first: %q", got, want)
			}
		})
	}
	t.Run("the cell's own", func(t *testing.T) {
		view := look(t, evaluate(append(records, cell("bot", control, clientOwner("dana")))...), "bot", control)
		if view.Answer.Customer.Accountable != "dana" || view.Answer.AccountableFrom(CustomerSide) != nil {
			t.Errorf("%s wins", view.Answer.Customer.Accountable)
		}
	})
}

func TestBetweenEqualRulesTheLaterOneWins(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b *Rule
		want string
	}{
		{"by time, not by id", rule("b", everywhere(), injection, 9, clientOwner("old")), rule("a", everywhere(), injection, 8, clientOwner("new")), "new"},
		{"by id, written in one moment", rule("a", everywhere(), injection, 9, clientOwner("first")), rule("b", everywhere(), injection, 9, clientOwner("second")), "second"},
		{"of two tags of one asset", rule("z", withTag("claims"), injection, 9, clientOwner("claims")), rule("y", withTag("eu"), injection, 8, clientOwner("eu")), "eu"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, records := range [][]Record{{c.a, c.b}, {c.b, c.a}} {
				e := evaluate(append(records, asset("bot", bedrock, tagged("claims", "eu")))...)
				view := look(t, e, "bot", injection)
				if got := view.Answer.Customer.Accountable; got != c.want {
					t.Errorf("%s wins", got)
				}
				if both := e.Rules(view.Asset, view.Control); len(both) != 2 || both[0].Customer.Accountable != c.want {
					t.Errorf("both are shown, the winner first: %v", ids(both))
				}
			}
		})
	}
}

func TestRulesWinFieldByField(t *testing.T) {
	wide := rule("wide", everywhere(), "", 1, clientOwner("ciso"), workers("soc"), declared(Planned), rationale("group policy"),
		providerOwner("aws"), reference("Group contract", 0), decided(OwnerShared), concluded(PartialStatus), gapAddressed, due(today()),
		func(a *Answer) {
			a.Customer.Consulted, a.Customer.Informed = []string{"legal"}, []string{"board"}
			a.Provider.Responsible, a.Provider.Consulted, a.Provider.Informed = []string{"tam"}, []string{"sales"}, []string{"support"}
			a.Customer.Reference = &Reference{Text: "Service level"}
		})
	for _, c := range []struct {
		name  string
		own   say
		field Field
	}{
		{"boundary", decided(OwnerCustomer), FieldBoundary},
		{"accountable on the client's side", clientOwner("dana"), FieldCustomerAccountable},
		{"responsible on the client's side", workers("dana"), FieldCustomerResponsible},
		{"consulted on the client's side", func(a *Answer) { side(a, CustomerSide).Consulted = []string{"dana"} }, FieldCustomerConsulted},
		{"informed on the client's side", func(a *Answer) { side(a, CustomerSide).Informed = []string{"dana"} }, FieldCustomerInformed},
		{"reference on the client's side", func(a *Answer) { side(a, CustomerSide).Reference = &Reference{Text: "own"} }, FieldCustomerReference},
		{"accountable on the provider's side", providerOwner("dana"), FieldProviderAccountable},
		{"responsible on the provider's side", func(a *Answer) { side(a, ProviderSide).Responsible = []string{"dana"} }, FieldProviderResponsible},
		{"consulted on the provider's side", func(a *Answer) { side(a, ProviderSide).Consulted = []string{"dana"} }, FieldProviderConsulted},
		{"informed on the provider's side", func(a *Answer) { side(a, ProviderSide).Informed = []string{"dana"} }, FieldProviderInformed},
		{"reference on the provider's side", reference("own", 0), FieldProviderReference},
		{"declared status", declared(Implemented), FieldDeclared},
		{"concluded status", concluded(Implemented), FieldConcluded},
		{"gap addressed", func(a *Answer) { a.GapAddressed = TraitNo }, FieldGapAddressed},
		{"rationale", rationale("own"), FieldRationale},
		{"due date", due(today() + 1), FieldDue},
	} {
		t.Run(c.name, func(t *testing.T) {
			without := look(t, evaluate(wide, asset("bot", bedrock)), "bot", injection).Answer
			with := look(t, evaluate(wide, asset("bot", bedrock), cell("bot", injection, c.own)), "bot", injection).Answer
			for field := range fieldCount {
				if without.From[field] != wide {
					t.Fatalf("field %d does not come from the rule", field)
				}
				if comes := with.From[field] == nil; comes != (field == c.field) {
					t.Errorf("field %d is the cell's own: %t", field, comes)
				}
			}
		})
	}
}

func TestAnswersThatSayNothingHideNothing(t *testing.T) {
	wide := rule("wide", everywhere(), "", 1, declared(Implemented), concluded(Planned), decided(OwnerProvider), reference("Contract", 0), workers("soc"))
	empty := cell("bot", injection, declared(""), concluded(""), decided(""), reference("", today()), workers(), clientOwner(""))
	answer := look(t, evaluate(wide, asset("bot", bedrock), empty), "bot", injection).Answer
	for _, field := range []Field{FieldDeclared, FieldConcluded, FieldBoundary, FieldProviderReference, FieldCustomerResponsible} {
		if answer.From[field] != wide {
			t.Errorf("field %d is hidden by an empty one", field)
		}
	}
}

func TestScopesPickAssets(t *testing.T) {
	for _, c := range []struct {
		name  string
		scope Scope
		asset *Asset
		want  bool
	}{
		{"all", everywhere(), asset("bot", HostingUnknown), true},
		{"all, with a value that means nothing", Scope{ScopeAll, "x"}, asset("bot", bedrock), true},
		{"the hosting model's company", ofProvider("AWS"), asset("bot", bedrock), true},
		{"the asset's own provider before it", ofProvider("AWS"), asset("bot", bedrock, runBy("Reseller")), false},
		{"a provider's other name in the rule", ofProvider("amazon"), asset("bot", bedrock), true},
		{"a provider's other name in the asset", ofProvider("AWS"), asset("bot", saas, runBy("Amazon Web Services")), true},
		{"a provider that the catalogue does not know, in other case", ofProvider("acme gmbh"), asset("bot", saas, runBy("ACME GmbH")), true},
		{"another provider", ofProvider("Microsoft"), asset("bot", bedrock), false},
		{"the hosting model", hostedOn(bedrock), asset("bot", bedrock), true},
		{"another hosting model", hostedOn(azure), asset("bot", bedrock), false},
		{"unknown hosting", hostedOn(HostingUnknown), asset("bot", HostingUnknown), true},
		{"unknown hosting, nobody having stated any", hostedOn(HostingUnknown), asset("bot", ""), true},
		{"not unknown: stated, though not catalogued", hostedOn(HostingUnknown), asset("bot", notCatalogued), false},
		{"a hosting model that is not catalogued", hostedOn(notCatalogued), asset("bot", notCatalogued), true},
		{"a tag", withTag("eu"), asset("bot", bedrock, tagged("claims", "eu")), true},
		{"a tag in other case", withTag("EU"), asset("bot", bedrock, tagged("Eu")), true},
		{"another tag", withTag("eu"), asset("bot", bedrock, tagged("europe")), false},
		{"a kind of scope that does not exist", Scope{"moon", "x"}, asset("bot", bedrock, tagged("x")), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := evaluate(c.asset, rule("r", c.scope, injection, 1, rationale("by rule")))
			if got := look(t, e, "bot", injection).Answer.Rationale == "by rule"; got != c.want {
				t.Errorf("the rule reaches the asset: %t", got)
			}
			if got := len(e.InScope(c.scope)) == 1; got != c.want {
				t.Errorf("the asset is in scope: %t", got)
			}
		})
	}
}

func TestRulesTargetControls(t *testing.T) {
	for _, c := range []struct {
		name, target string
		want         []string
	}{
		{"one control", injection, []string{injection}},
		{"a category", "monitoring", []string{interactions, logRetention, outputWatch}},
		{"a category of one", "availability", []string{rateLimits}},
		{"a control that does not exist", "AI-SEC-999", nil},
		{"a category that does not exist", "cooking", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := evaluate(asset("bot", bedrock), rule("r", everywhere(), c.target, 1, rationale("by rule")))
			var reached []string
			for _, view := range e.Row("bot") {
				if view.Answer.Rationale != "" {
					reached = append(reached, view.Control.ID)
				}
			}
			if !slices.Equal(reached, c.want) {
				t.Errorf("reached %v, want %v", reached, c.want)
			}
		})
	}
}

func TestARepeatedTagCountsOnce(t *testing.T) {
	bot := asset("bot", bedrock, tagged("EU", "eu"))
	e := evaluate(bot, rule("r", withTag("eu"), injection, 1, clientOwner("dana")))
	if got := e.Rules(bot, e.Catalogue().Control(injection)); len(got) != 1 {
		t.Errorf("the rule is shown %d times", len(got))
	}
}

func TestNewAssetsArriveOwned(t *testing.T) {
	state := engagement(person("dana"), rule("r", hostedOn(bedrock), systemPrompt, 1, clientOwner("dana")))
	e := Evaluate(state, catalogueForTests(), testDay)
	newcomer := asset("newcomer", bedrock)
	state.Put(newcomer)
	e.Update([]Ref{newcomer.Ref()})
	if view := look(t, e, "newcomer", systemPrompt); view.State != StateOwned {
		t.Errorf("it arrives %s", view.State)
	}
}

// More kinds of assets than are remembered: what is forgotten is made anew.
func TestRulesForManyKindsOfAssets(t *testing.T) {
	records := []Record{person("dana")}
	for i := range maxProfiles + 20 {
		tag := "t" + Date(i+1).String()
		records = append(records, rule("r"+tag, withTag(tag), injection, 1, clientOwner(tag)), asset("a"+tag, bedrock, tagged(tag)))
	}
	e := evaluate(records...)
	for _, a := range e.Assets() {
		if got := look(t, e, a.ID, injection).Answer.Customer.Accountable; got != a.Tags[0] {
			t.Fatalf("%s has the owner of %s", a.Tags[0], got)
		}
	}
}

// What a rule says is as old as its saying it, field by field: adding one
// field to an old rule does not make its other fields the later ones.
func TestBetweenEqualsTheLaterFieldWins(t *testing.T) {
	older := rule("older", withTag("eu"), systemPrompt, 9, clientOwner("sec"))
	newer := rule("newer", withTag("claims"), systemPrompt, 5, clientOwner("ops"))
	informed := *older
	informed.Customer = &Clause{Accountable: "sec", Informed: []string{"legal"}}
	informed.Since = map[string]Moment{FieldCustomerInformed.Path(): {InstantOf(testDay)}}
	again := informed
	again.Since = map[string]Moment{FieldCustomerAccountable.Path(): {InstantOf(testDay)}}
	for _, c := range []struct {
		name, want string
		rule       *Rule
	}{
		{"the later rule", "ops", older}, {"another field was added since", "ops", &informed}, {"the field itself was said again since", "sec", &again},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := evaluate(person("sec"), person("ops"), person("legal"), c.rule, newer, asset("bot", bedrock, tagged("eu", "claims")))
			if view := look(t, e, "bot", systemPrompt); view.Answer.Customer.Accountable != c.want || view.Answer.From[FieldCustomerAccountable].Customer.Accountable != c.want {
				t.Errorf("accountable: %s", view.Answer.Customer.Accountable)
			}
		})
	}
}
