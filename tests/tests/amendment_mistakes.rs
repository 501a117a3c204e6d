//! Mistakes planted in amendments: each is told once, at the operation that makes it, with the place that it is about; the
//! amendment in Chinese says the same.

#[path = "amendment_mistakes/addresses.rs"]
mod addresses;
#[path = "amendment_mistakes/conflicts.rs"]
mod conflicts;
#[path = "amendment_mistakes/desk.rs"]
mod desk;
#[path = "amendment_mistakes/led_to.rs"]
mod led_to;
#[path = "amendment_mistakes/repealed.rs"]
mod repealed;
#[path = "amendment_mistakes/values.rs"]
mod values;
