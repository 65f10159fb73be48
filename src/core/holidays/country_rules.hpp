#pragma once

namespace tandem::holidays {

class HolidayYear;

// Each adds what one country keeps in that year.
void add_holidays_of_united_states(HolidayYear& year);
void add_holidays_of_england(HolidayYear& year);
void add_holidays_of_germany(HolidayYear& year);
void add_holidays_of_russia(HolidayYear& year);
void add_holidays_of_israel(HolidayYear& year);

}  // namespace tandem::holidays
