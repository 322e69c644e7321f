package assess

import (
	"time"
)

// Date is a day without a time zone, counted in days from 1970-01-01. The zero
// Date means "not stated".
type Date int32

const (
	dateLayout    = "2006-01-02"
	secondsPerDay = 86400
)

// DateOf returns the day on which a moment falls, in UTC.
func DateOf(t time.Time) Date {
	seconds := t.UTC().Unix()
	if seconds < 0 {
		seconds -= secondsPerDay - 1
	}
	return Date(seconds / secondsPerDay)
}

// ParseDate reads YYYY-MM-DD; an empty text is the zero Date.
func ParseDate(text string) (Date, error) {
	if text == "" {
		return 0, nil
	}
	t, err := time.Parse(dateLayout, text)
	if err != nil {
		return 0, Errorf("%q is no date: write it as YYYY-MM-DD", text)
	}
	return DateOf(t), nil
}

// Time returns the first moment of the day in UTC.
func (d Date) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// String writes YYYY-MM-DD, and nothing for the zero Date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(dateLayout)
}

// In writes the date as a language does, and in English as String does.
func (d Date) In(l Language) string {
	if l == nil || d == 0 {
		return d.String()
	}
	return l.Day(d.Time())
}

// AddMonths returns the same day so many months later, or the month's last day
// where it has no such day.
func (d Date) AddMonths(months int) Date {
	then := d.Time().AddDate(0, months, 0)
	if over := then.Day(); over < d.Time().Day() {
		then = then.AddDate(0, 0, -over)
	}
	return DateOf(then)
}

// MarshalText writes the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

// Instant is a moment in milliseconds from 1970-01-01 UTC. The zero Instant
// means "never".
type Instant int64

// InstantOf cuts a time to the millisecond.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time returns the moment in UTC.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// Date returns the day on which the moment falls, in UTC.
func (i Instant) Date() Date { return DateOf(i.Time()) }

// String writes RFC 3339 in UTC, and nothing for the zero Instant.
func (i Instant) String() string {
	if i == 0 {
		return ""
	}
	return i.Time().Format("2006-01-02T15:04:05.999Z07:00")
}

// MarshalText writes the moment as String does.
func (i Instant) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads RFC 3339.
func (i *Instant) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*i = 0
		return nil
	}
	t, err := time.Parse(time.RFC3339Nano, string(text))
	if err != nil {
		return Errorf("%q is no moment: write it as RFC 3339, such as 2026-11-21T09:00:00Z", text)
	}
	*i = InstantOf(t)
	return nil
}
