"""What a role may do. Names follow `resource:act`."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a signed-in person may do somewhere."""

    REPORT_READ = "report:read"
    REPORT_SCREEN = "report:screen"
    REPORT_DISCLOSE = "report:disclose"
    MILESTONE_WRITE = "milestone:write"
    ALERT_ACKNOWLEDGE = "alert:acknowledge"
    ALERT_PLAN = "alert:plan"
    DEVICE_WRITE = "device:write"
    DUTY_READ = "duty:read"
    DUTY_WRITE = "duty:write"
    DUTY_PLAN = "duty:plan"
    STATISTICS_READ = "statistics:read"
    ACCOUNT_WRITE = "account:write"
    ENTRANCE_WRITE = "entrance:write"
    HOTLINE_WRITE = "hotline:write"
    OWN_REPORT_WRITE = "own-report:write"


class Role(StrEnum):
    """The part that a person plays in one team."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    HOTLINE_OPERATOR = "hotline_operator"
    PROFESSIONAL = "professional"


# Who has one of these belongs to a team: on its rotas, called by its alerts, looked for by name in what it receives.
MEMBERS = (Role.WORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)

_WORK = frozenset(
    {
        Permission.REPORT_READ,
        Permission.REPORT_SCREEN,
        Permission.REPORT_DISCLOSE,
        Permission.MILESTONE_WRITE,
        Permission.ALERT_ACKNOWLEDGE,
        Permission.DEVICE_WRITE,
        Permission.DUTY_READ,
        Permission.DUTY_WRITE,
    }
)

# An administrator sets the house up and reads no report: the two are never needed at once.
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.WORKER: _WORK,
    Role.SUPERVISOR: _WORK
    | {Permission.STATISTICS_READ, Permission.DUTY_PLAN, Permission.ALERT_PLAN, Permission.ENTRANCE_WRITE},
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.ACCOUNT_WRITE,
            Permission.DEVICE_WRITE,
            Permission.DUTY_READ,
            Permission.DUTY_PLAN,
            Permission.ALERT_PLAN,
            Permission.ENTRANCE_WRITE,
        }
    ),
    # Writes down what callers say, and reads nothing: not even what was written a minute ago.
    Role.HOTLINE_OPERATOR: frozenset({Permission.HOTLINE_WRITE}),
    # Follows what they have filed themselves, as its receipt would let them.
    Role.PROFESSIONAL: frozenset({Permission.OWN_REPORT_WRITE}),
}
