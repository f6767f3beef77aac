-- Several browsers may ask for links for one address: what a stranger asks for does not end what its owner asked for.
alter table account_link drop constraint account_link_asked_for_key;
create index account_link_asked_for on account_link (asked_for);
