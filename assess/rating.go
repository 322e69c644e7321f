package assess

// Grade is the overall rating of an assessment.
type Grade string

// The grades, worst first. What a grade takes is the same in every engagement,
// whatever its catalogue, so that two reports can be laid side by side.
const (
	GradeCritical Grade = "critical"
	GradeSerious  Grade = "serious"
	GradeModerate Grade = "moderate"
	GradeSound    Grade = "sound"
	NotRated      Grade = "not rated" // nothing is applicable yet
)

// Grades lists those that a rating can have, worst first.
var Grades = []Grade{GradeCritical, GradeSerious, GradeModerate, GradeSound}

// What share of the applicable cells, in per cent, may be unowned below a grade.
const (
	unownedSerious  = 10
	unownedCritical = 25
)

// Words is the grade as people read it.
func (g Grade) Words() Said {
	switch g {
	case GradeCritical:
		return Say("critical")
	case GradeSerious:
		return Say("serious")
	case GradeModerate:
		return Say("moderate")
	case GradeSound:
		return Say("sound")
	}
	return Say("not rated")
}

// Rating says in one word how things stand.
type Rating struct {
	Grade Grade
	// Reasons are what makes it no better, in the order of Grade's meaning.
	Reasons []Said
	// Provisional says that more than half of the applicable cells are not
	// assessed, so that the rating says little.
	Provisional bool
}

// Rate rates an assessment: the worst grade of which any condition is met. What
// was decided about a finding makes it no better: an accepted risk is still one.
func Rate(t Totals, severities [4]int) Rating {
	rating := Rating{Grade: NotRated, Provisional: 2*t.NotAssessed > t.Applicable}
	if t.Applicable == 0 {
		return rating
	}
	for _, grade := range Grades {
		if rating.Reasons = grade.met(t, severities); len(rating.Reasons) > 0 {
			rating.Grade = grade
			return rating
		}
	}
	rating.Grade = GradeSound
	return rating
}

// met are the conditions of a grade that are met.
func (g Grade) met(t Totals, severities [4]int) []Said {
	var reasons []Said
	add := func(met bool, reason Said) {
		if met {
			reasons = append(reasons, reason)
		}
	}
	findings := func(severity Severity) int { return severities[severity.Rank()] }
	moreUnowned := func(percent int) bool { return 100*t.Unowned > percent*t.Applicable }
	unowned := Say("cells without an owner: %d of %d applicable ones", t.Unowned, t.Applicable)
	switch g {
	case GradeCritical:
		n := findings(SeverityCritical)
		add(n > 0, Say("critical findings: %d", n))
		add(moreUnowned(unownedCritical), unowned)
	case GradeSerious:
		n := findings(SeverityHigh)
		add(n > 0, Say("findings of high severity: %d", n))
		add(moreUnowned(unownedSerious), unowned)
	case GradeModerate:
		n := findings(SeverityMedium)
		add(n > 0, Say("findings of medium severity: %d", n))
		add(t.Unowned > 0, unowned)
		add(t.NotAssessed > 0, Say("cells not assessed: %d of %d applicable ones", t.NotAssessed, t.Applicable))
	}
	return reasons
}

// Means says what it takes to get a grade.
func (g Grade) Means() Said {
	switch g {
	case GradeCritical:
		return Say("There is a critical finding, or more than %d %% of the applicable cells have no owner.", unownedCritical)
	case GradeSerious:
		return Say("There is a finding of high severity, or more than %d %% of the applicable cells have no owner.", unownedSerious)
	case GradeModerate:
		return Say("There is a finding of medium severity, a cell without an owner, or one that is not assessed.")
	case GradeSound:
		return Say("None of that: every applicable cell has an owner and is assessed, and no finding is above low.")
	}
	return Say("No cell is applicable yet.")
}
