//! Facts: quantities, money, dates, names and quotations, recognised with a normal form.
