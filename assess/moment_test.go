package assess

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDateOfIsTheDayInUTC(t *testing.T) {
	auckland := time.FixedZone("NZDT", 13*3600)
	for _, c := range []struct {
		name string
		at   time.Time
		want string
	}{
		{"morning", time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), "2026-11-21"},
		{"last second", time.Date(2026, 11, 21, 23, 59, 59, 999, time.UTC), "2026-11-21"},
		{"already tomorrow elsewhere", time.Date(2026, 11, 22, 12, 59, 0, 0, auckland), "2026-11-21"},
		{"before 1970, at noon", time.Date(1969, 12, 30, 12, 0, 0, 0, time.UTC), "1969-12-30"},
		{"before 1970, at midnight", time.Date(1969, 12, 30, 0, 0, 0, 0, time.UTC), "1969-12-30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := DateOf(c.at).String(); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestParseDate(t *testing.T) {
	for _, text := range []string{"2026-1-2", "21.11.2026", "2026-02-30", "tomorrow", "2026-11-21T09:00:00Z"} {
		if d, err := ParseDate(text); err == nil {
			t.Errorf("%q was read as %s", text, d)
		}
	}
	if d, err := ParseDate(""); err != nil || d != 0 || d.String() != "" {
		t.Errorf("no date is %q (%v)", d, err)
	}
}

func TestAddMonthsStaysWithinTheMonth(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-11-21", 3, "2027-02-21"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-08-31", 6, "2027-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-11-21", 0, "2026-11-21"},
	} {
		if got := mustDate(t, c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestDatesSurviveText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.Int32Range(-700_000, 2_900_000).Draw(t, "day"))
		var again Date
		text, _ := d.MarshalText()
		if err := again.UnmarshalText(text); err != nil || again != d || DateOf(d.Time()) != d {
			t.Errorf("%d became %q and then %d (%v)", d, text, again, err)
		}
	})
}

func TestInstantsSurviveText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := Instant(rapid.Int64Range(-60_000_000_000_000, 250_000_000_000_000).Draw(t, "milliseconds"))
		var again Instant
		text, _ := i.MarshalText()
		if err := again.UnmarshalText(text); err != nil || again != i || InstantOf(i.Time()) != i {
			t.Errorf("%d became %q and then %d (%v)", i, text, again, err)
		}
	})
}

func TestInstants(t *testing.T) {
	i := InstantOf(time.Date(2026, 11, 21, 9, 30, 0, 123_456_789, time.FixedZone("CET", 3600)))
	if got := i.String(); got != "2026-11-21T08:30:00.123Z" {
		t.Errorf("cut to the millisecond, in UTC, it is %s", got)
	}
	if got := i.Date().String(); got != "2026-11-21" {
		t.Errorf("it falls on %s", got)
	}
	if Instant(0).String() != "" {
		t.Errorf("never is %q", Instant(0))
	}
	for _, text := range []string{"2026-11-21", "2026-11-21 09:00:00", "soon"} {
		if err := i.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was read as %s", text, i)
		}
	}
	if err := i.UnmarshalText(nil); err != nil || i != 0 {
		t.Errorf("no text was read as %s (%v)", i, err)
	}
}
