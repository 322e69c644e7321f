package catalog

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"demarc/assess"
)

// patternForm says how the patterns of a kind are written.
type patternForm struct {
	words string // completes "write it as …"
	shape *regexp.Regexp
	// fault is asked after the shape; it returns what else is wrong.
	fault func(pattern string) string
}

const (
	hostLabel  = `[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?`
	hostTop    = `[a-z](?:[a-z0-9-]*[a-z0-9])`
	imagePart  = `[a-z0-9*][a-z0-9._*-]*`
	someWords  = `^[^\x00-\x1f]+$`
	globWords  = "a text in which only a star stands for something"
	packageRun = `[A-Za-z0-9_.-]+`
)

func formOf(words, shape string, fault func(string) string) patternForm {
	return patternForm{words, regexp.MustCompile(shape), fault}
}

var (
	regexForm = formOf("a regular expression", someWords, regexFault)
	globForm  = formOf(globWords, `^[^\x00-\x1f?\[\]]+$`, globFault)
	guidForm  = formOf("an app id in small letters: 8, 4, 4, 4 and 12 hexadecimal digits", `^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`, nil)
	crateForm = formOf("letters, digits, hyphens and underscores", `^[A-Za-z0-9_-]+$`, nil)
)

var patternForms = map[assess.IndicatorKind]patternForm{
	assess.IndicatorDomain: formOf("a host in small letters, with a star for a label or its beginning before the last two: *.example.com, api.*.example.com",
		`^(?:\*(?:-[a-z0-9]+)*\.)?(?:`+hostLabel+`\.(?:\*\.)?)*`+hostLabel+`\.`+hostTop+`$`, hostFault),
	assess.IndicatorEmailSenderDomain: formOf("a host in small letters: mail.example.com", `^(?:`+hostLabel+`\.)+`+hostTop+`$`, hostFault),
	assess.IndicatorURLPath:           formOf("a path: /v1/{model}/invoke", `^(/([A-Za-z0-9._~:-]|\{[A-Za-z]+\})+)+/?$`, nil),
	assess.IndicatorPyPI:              formOf("the index normalises it: small letters, digits and single hyphens", `^[a-z0-9]+(-[a-z0-9]+)*$`, nil),
	assess.IndicatorNPM:               formOf("npm does: name or @scope/name in small letters", `^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$`, nil),
	assess.IndicatorGoModule:          formOf("a module's path: example.com/module", `^[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9._~-]+)*$`, nil),
	assess.IndicatorMaven:             formOf("group:artifact or group:*", `^`+packageRun+`:(`+packageRun+`|\*)$`, nil),
	assess.IndicatorNuGet:             formOf("letters, digits, dots, hyphens and underscores", `^`+packageRun+`$`, nil),
	assess.IndicatorCargo:             crateForm,
	assess.IndicatorRubyGem:           formOf("letters, digits, dots, hyphens and underscores", `^`+packageRun+`$`, nil),
	assess.IndicatorN8NNode:           formOf("package.node", `^(@[a-z0-9-]+/)?[a-z0-9-]+\.[A-Za-z0-9]+$`, nil),
	assess.IndicatorEnvVar:            formOf("letters, digits and underscores", `^[A-Za-z_][A-Za-z0-9_]*$`, nil),
	assess.IndicatorModelNamePrefix:   formOf("the beginning of a name in small letters, three characters at least", `^[a-z0-9][a-z0-9._/-]{2,}$`, nil),
	assess.IndicatorCloudTrail:        formOf("eventSource:eventName or eventSource:*", `^[a-z0-9.-]+\.amazonaws\.com:(\*|[A-Za-z0-9]+\*?)$`, nil),
	assess.IndicatorIAMUserName:       globForm,
	assess.IndicatorModelIDRegex:      regexForm,
	assess.IndicatorCURProduct:        globForm,
	assess.IndicatorCURUsageType:      globForm,
	assess.IndicatorFOCUSService:      globForm,
	assess.IndicatorFOCUSCategory:     globForm,
	assess.IndicatorAzureOperation:    formOf("the log names it: Provider/type/verb, without a star", `^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$`, nil),
	assess.IndicatorAzureResourceType: formOf("Provider.Name/type", `^[A-Za-z0-9]+(\.[A-Za-z0-9]+)+(/[A-Za-z0-9]+)+$`, nil),
	assess.IndicatorAzureKind:         formOf("letters, digits and dots", `^[A-Za-z0-9.]+$`, nil),
	assess.IndicatorGCPAudit:          globForm,
	assess.IndicatorTerraformResource: formOf("small letters, digits and underscores", `^[a-z][a-z0-9]*(_[a-z0-9]+)+$`, nil),
	assess.IndicatorCFNResource:       formOf("AWS::Service::Type", `^[A-Za-z0-9]+(::[A-Za-z0-9]+){2,}$`, nil),
	assess.IndicatorInstanceTypeRegex: regexForm,
	assess.IndicatorEntraApp:          guidForm,
	assess.IndicatorEntraFirstParty:   guidForm,
	assess.IndicatorExpenseDescriptor: formOf("a part of a booking's text, three characters at least", `^[^\x00-\x1f]{3,}$`, nil),
	assess.IndicatorProcess:           formOf("a file's name, without a folder", `^[^\x00-\x1f/\\:*?"<>|]+$`, nil),
	assess.IndicatorMacOSApp:          formOf("a bundle's name: Name.app", `^[^\x00-\x1f/:*]+\.app$`, nil),
	assess.IndicatorMacOSBundle:       formOf("a bundle's id: com.example.name", `^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`, nil),
	assess.IndicatorIDEExtension:      formOf("vscode:publisher.name or jetbrains:name", `^(vscode:[a-z0-9-]+\.[a-z0-9.-]+|jetbrains:[A-Za-z0-9._-]+)$`, nil),
	assess.IndicatorBrowserExtension:  formOf("chrome:id, edge:id or firefox:id", `^(chrome|edge|firefox):[A-Za-z0-9@{}._-]+$`, nil),
	assess.IndicatorFilePath:          formOf("a path without a leading slash, ~/ for the home folder: .tool/config.json", `^(~/)?[^\x00-\x1f/\\*~]+(/[^\x00-\x1f/\\*]+)*/?$`, pathFault),
	assess.IndicatorContainerImage:    formOf("an image in small letters, without tag and digest: registry.example.com/team/*", `^(`+imagePart+`(:[0-9]+)?/)*`+imagePart+`$`, globFault),
	assess.IndicatorPort:              formOf("number/tcp or number/udp", `^[0-9]{1,5}/(tcp|udp)$`, portFault),
	assess.IndicatorFileExtension:     formOf("a dot and small letters or digits", `^\.[a-z0-9]{1,15}$`, nil),
	assess.IndicatorAPIKeyRegex:       regexForm,
}

// patternFault returns what is wrong with a pattern, or "".
func patternFault(kind assess.IndicatorKind, pattern string) string {
	form, known := patternForms[kind]
	switch {
	case !known:
		return "" // the kind itself is a fault
	case !form.shape.MatchString(pattern):
		return fmt.Sprintf("pattern %q of the kind %s: write it as %s", pattern, kind, form.words)
	case form.fault != nil:
		if fault := form.fault(pattern); fault != "" {
			return fmt.Sprintf("pattern %q of the kind %s %s", pattern, kind, fault)
		}
	}
	return ""
}

func regexFault(pattern string) string {
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		_, reason, _ := strings.Cut(err.Error(), "error parsing regexp: ")
		return "is no regular expression: " + reason
	}
	if compiled.MatchString("") {
		return "fits everywhere: it asks for nothing"
	}
	return ""
}

// leastLiteral is the number of characters that a pattern with stars has to
// ask for.
const leastLiteral = 3

func globFault(pattern string) string {
	switch {
	case strings.Contains(pattern, "**"):
		return "has two stars together: one stands for as much"
	case len(pattern)-strings.Count(pattern, "*") < leastLiteral:
		return fmt.Sprintf("fits almost everywhere: it has to ask for %d characters at least", leastLiteral)
	}
	return ""
}

func hostFault(pattern string) string {
	if len(pattern) > 253 {
		return "is no host: one has 253 characters at most"
	}
	for _, label := range strings.Split(pattern, ".") {
		if len(label) > 63 {
			return "is no host: a label has 63 characters at most"
		}
	}
	return ""
}

func pathFault(pattern string) string {
	for _, part := range strings.Split(pattern, "/") {
		if part == ".." || part == "." {
			return "leads elsewhere: leave . and .. out"
		}
	}
	return ""
}

func portFault(pattern string) string {
	number, _, _ := strings.Cut(pattern, "/")
	if n, err := strconv.Atoi(number); err != nil || n < 1 || n > 65535 {
		return "is no port: they go from 1 to 65535"
	}
	return ""
}

// sameAs returns a text that two indicators share exactly if they ask for the
// same.
func sameAs(kind assess.IndicatorKind, pattern string) string {
	switch kind {
	case assess.IndicatorAPIKeyRegex, assess.IndicatorModelIDRegex, assess.IndicatorInstanceTypeRegex:
		return string(kind) + " " + pattern
	case assess.IndicatorDomain:
		pattern = strings.TrimPrefix(pattern, "*.")
	case assess.IndicatorEntraFirstParty:
		kind = assess.IndicatorEntraApp
	case assess.IndicatorFilePath:
		pattern = strings.TrimSuffix(strings.TrimPrefix(pattern, "~/"), "/")
	}
	return string(kind) + " " + strings.ToLower(pattern)
}
