#!/usr/bin/Rscript
# Forecasts of days of calls by the methods of R's package forecast: Rscript forecast_peers.R METHOD DAYS ORIGINS OUT
#   DAYS     CSV, a row a day of the calendar, a column a slot of the day, NA on a day that is absent. The first column
#            is the number of the weekday: weekdays follow each other without a gap, so that the season never shifts.
#   ORIGINS  CSV, origin,ahead,estimate: at the end of row origin (from 1) forecast so many rows, from no row after it.
#            Where estimate is 0 a slow method keeps the parameters it last estimated and only takes in the new days.
#   OUT      a line of JSON an origin, written as it is found:
#            {"origin":90,"estimated":true,"seconds":0.3,"mean":[...],"lower":[...],"upper":[...]}, the 90 % interval
#            where the method gives one. Seconds are of the processor.
suppressPackageStartupMessages(library(forecast))

given <- commandArgs(trailingOnly = TRUE)
method <- given[1]
days <- as.matrix(read.csv(given[2], header = FALSE))
origins <- read.csv(given[3])

weekdays <- days[, 1]
days <- days[, -1, drop = FALSE]
present <- !is.na(days[, 1])
slots <- ncol(days)
week <- length(unique(weekdays))
has_zeros <- any(days == 0, na.rm = TRUE)
level <- 90

alike <- function(day, until) {
  rows <- seq_len(until)
  rows[weekdays[rows] == weekdays[day] & present[rows]]
}

# No method here takes absent days: each has the counts of the same weekday before it, or after where none is before.
series <- function(until) {
  past <- days[seq_len(until), , drop = FALSE]
  for (day in which(!present[seq_len(until)])) {
    same <- alike(day, until)
    past[day, ] <- days[if (any(same < day)) max(same[same < day]) else min(same), ]
  }
  msts(as.vector(t(past)), seasonal.periods = c(slots, week * slots))
}

mean_of_weekdays <- function(count) function(until, ahead, last) {
  rows <- lapply(until + seq_len(ahead), function(day) colMeans(days[tail(alike(day, until), count), , drop = FALSE]))
  list(mean = unlist(rows))
}

intervals <- function(found) list(mean = found$mean, lower = found$lower[, 1], upper = found$upper[, 1])

# STL takes counts as they are: roots and logs, and a season held periodic, forecast worse on counts without zeros, logs
# by far. Roots are better where nights are near zero.
stlf_by <- function(model) function(until, ahead, last) {
  intervals(stlf(series(until), h = ahead * slots, method = model, lambda = if (has_zeros) 0.5, level = level))
}

# Errors without a unit root (d = 0): with the one that a KPSS test asks for, forecasts follow the last slots of the day
# before and are worse at a week and two. The order is searched once, on the last intervals before the first origin with
# fewer harmonics; every estimate is then of the whole series with all of them. The exact likelihood in place of CSS
# forecast no better.
harmonics <- c(13, 30)
harmonics_in_search <- c(10, 10)
intervals_in_search <- 3000

fourier_arima <- function(until, ahead, last) {
  counts <- series(until)
  terms <- fourier(counts, K = harmonics)
  if (!is.null(last)) {
    fit <- Arima(counts, xreg = terms, model = last$fit)
    order <- last$order
  } else {
    order <- searched_order
    if (is.null(order)) {
      recent <- msts(tail(as.vector(counts), intervals_in_search), seasonal.periods = c(slots, week * slots))
      found <- auto.arima(recent, d = 0, seasonal = FALSE, lambda = 0.5, method = "CSS",
                          xreg = fourier(recent, K = harmonics_in_search))
      order <- arimaorder(found)[1:3]
      searched_order <<- order
    }
    fit <- Arima(counts, order = order, xreg = terms, lambda = 0.5, method = "CSS")
  }
  found <- forecast(fit, xreg = fourier(counts, K = harmonics, h = ahead * slots), level = level)
  c(intervals(found), list(kept = list(fit = fit, order = order)))
}
searched_order <- NULL

# Whether it transforms, has a trend and damps it is searched once; all else is estimated anew.
tbats_both <- function(until, ahead, last) {
  counts <- series(until)
  if (!is.null(last)) {
    fit <- tbats(counts, model = last)
  } else if (is.null(searched_components)) {
    fit <- tbats(counts, use.parallel = FALSE)
    searched_components <<- list(use.box.cox = !is.null(fit$lambda), use.trend = !is.null(fit$beta),
                                 use.damped.trend = !is.null(fit$damping.parameter) && fit$damping.parameter != 1)
  } else {
    fit <- do.call(tbats, c(list(counts, use.parallel = FALSE), searched_components))
  }
  c(intervals(forecast(fit, h = ahead * slots, level = level)), list(kept = fit))
}
searched_components <- NULL

# Its seasons multiply: counts have to be positive.
dshw_taylor <- function(until, ahead, last) {
  added <- if (has_zeros) 1 else 0
  found <- dshw(series(until) + added, period1 = slots, period2 = week * slots, h = ahead * slots, model = last)
  list(mean = found$mean - added, kept = found)
}

methods <- list(
  seasonal_naive = mean_of_weekdays(1),
  mean_of_4_weekdays = mean_of_weekdays(4),
  mean_of_6_weekdays = mean_of_weekdays(6),
  stlf_ets = stlf_by("ets"),
  stlf_arima = stlf_by("arima"),
  fourier_arima = fourier_arima,
  tbats = tbats_both,
  dshw = dshw_taylor
)

# No count is negative; where roots leave a bound undefined it is 0.
json <- function(values) {
  values <- pmax(as.vector(values), 0)
  values[is.nan(values)] <- 0
  paste0("[", paste(formatC(values, digits = 12, format = "g", width = 1), collapse = ","), "]")
}

out <- file(given[4], "w")
kept <- NULL
for (row in seq_len(nrow(origins))) {
  estimates <- origins$estimate[row] == 1 || is.null(kept)
  used <- system.time(
    found <- methods[[method]](origins$origin[row], origins$ahead[row], if (!estimates) kept)
  )
  kept <- found$kept
  fields <- vapply(setdiff(names(found), "kept"), function(name) sprintf("\"%s\":%s", name, json(found[[name]])), "")
  writeLines(sprintf("{\"origin\":%d,\"estimated\":%s,\"seconds\":%.3f,%s}", origins$origin[row],
                     if (estimates) "true" else "false", used[["user.self"]] + used[["sys.self"]],
                     paste(fields, collapse = ",")), out)
  flush(out)
}
close(out)
