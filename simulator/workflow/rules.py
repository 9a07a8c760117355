"""What import requires of each activity type, with the portal's wording (activities.json; native-activities.md).

A data table. A rule is (property, message): the property must be there and hold something other than blanks. Marks
before a name: `0` also refuses "0" and 0, `?` asks only that the key is there, `~` refuses a blank value but not a
missing key, `@` asks for a condition. `a|b` is satisfied by either, `Fields.X` looks inside a map. Messages marked
"ours" stand where the documents name the refusal but not its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.workflow import values
from simulator.workflow.conditions import code_of

Rule = tuple[str, str]

_EMPTY_FIELDS = (("FieldValue", "All fields are empty."),)
_ADS = (("audienceId", "Required field is missing"),)
_RPA = (
    ("Responsible|Users", "No responsible persons selected for the assignment."),
    ("ApproveType", "Type of approval is not specified."),
    ("Name", "Assignment name is not specified."),
)
_REQUEST = (
    ("Users", "The 'Users' property is not specified."),
    ("Name", "The 'Name' property is missing."),
    ("RequestedInformation", "At least one field is required."),
)
_DYNAMIC_TYPE = ("0DynamicTypeId", "The required parameter is empty: CRM item type")  # ours

RULES: dict[str, tuple[Rule, ...]] = {
    "AbsenceActivity": (
        ("AbsenceUser", "The 'User' property is missing."),
        ("AbsenceName", "The 'Event name' property is missing."),
        ("AbsenceFrom", "The 'Start date' property is missing."),
        ("AbsenceTo", "The 'End date' property is missing."),
    ),
    "ApproveActivity": (
        ("Users", "The 'Users' property is not specified."),
        ("ApproveType", "The 'Approval type' property is not specified."),
        ("Name", "The 'Name' property is missing."),
    ),
    "Calendar2Activity": (
        ("CalendarUser", "The 'User' property is missing."),
        ("CalendarName", "The 'Event Name' property is missing."),
        ("CalendarFrom", "The 'Start Date' property is missing."),
    ),
    "CalendarActivity": (
        ("CalendarUser", "The 'User' property is missing."),
        ("CalendarName", "The 'Event name' property is missing."),
        ("CalendarFrom", "The 'Start date' property is missing."),
        ("CalendarTo", "The 'End date' property is missing."),
    ),
    "CodeActivity": (("ExecuteCode", "No PHP code specified for execution."),),
    "ControllerRemoteIBlockActivity": (),
    "CreateCrmCompanyDocumentActivity": (("Fields.TITLE", 'The property "" is missing.'),),
    "CreateCrmContactDocumentActivity": (
        ("Fields.NAME", 'The property "" is missing.'),
        ("Fields.LAST_NAME", 'The property "" is missing.'),
    ),
    "CreateCrmDealDocumentActivity": (("Fields.TITLE", 'The property "" is missing.'),),
    "CreateCrmLeadDocumentActivity": (("Fields.TITLE", 'The property "" is missing.'),),
    "CreateDocumentActivity": (),
    "CreateListsDocumentActivity": (("DocumentType", "Incorrect entity type."),),
    "CreateWorkGroup": (
        ("GroupName", "The group name is missing."),
        ("OwnerId", "The group owner is missing."),
        ("Users", "Group members are not specified."),
    ),
    "CrmAddProductRow": (),
    "CrmChangeDealCategoryActivity": (("CategoryId", "Pipeline is not specified"),),
    "CrmChangeDynamicCategoryActivity": (("StageId", "The required parameter is empty: Initial stage"),),
    "CrmChangeRelationsActivity": (("Action", 'The field "Action type" is required.'),),
    "CrmChangeRequisiteActivity": (
        ("CrmEntityType", "The required parameter is empty: Entity type"),
        ("RequisitePresetId", "The required parameter is empty: Templates"),
        ("FieldsValues", "At least one property value has to be specified"),
    ),
    "CrmChangeResponsibleActivity": (("Responsible", "The responsible person is not specified."),),
    "CrmChangeStatusActivity": (("TargetStatus", "Target status is not specified"),),
    "CrmCompleteTaskActivity": (("TargetStatus", 'The field "End tasks created while in stage" is required.'),),
    "CrmControlNotifyActivity": (("MessageText", "Message text' is not specified."),),
    "CrmConvertDocumentActivity": (("Items", "Entities to create are not specified"),),
    "CrmCopyDealActivity": (),
    "CrmCopyDynamicActivity": (("StageId", "The required parameter is empty: Initial stage"),),
    "CrmCopyMoveProductRow": (),
    "CrmCreateAdsActivityFb": _ADS,
    "CrmCreateAdsActivityGa": _ADS,
    "CrmCreateAdsActivityVk": _ADS,
    "CrmCreateAdsActivityYa": _ADS,
    "CrmCreateCallActivity": (),
    "CrmCreateDynamicActivity": (_DYNAMIC_TYPE,),
    "CrmCreateLeadContactActivity": (),
    "CrmCreateMeetingActivity": (),
    "CrmCreateRequestActivity": (
        ("Subject", "The required parameter is empty: Subject"),
        ("Description", "The required parameter is empty: Description"),
    ),
    "CrmCreateReturnLeadActivity": (),
    "CrmCreateToDoActivity": (("Description", "The required parameter is empty: Things to do"),),
    "CrmDealStageListenActivity": (("DealId", 'The "Deal ID" property is missing.'),),
    "CrmDeleteDynamicActivity": (
        ("EntityTypeId", 'The field "CRM item type" is required.'),
        ("EntityId", 'The field "CRM item ID" is required.'),
    ),
    "CrmEventAddActivity": (
        ("EventType", "The 'Event type' parameter is missing."),
        ("EventText", "The 'Message text' parameter is missing."),
    ),
    "CrmExcludeActivity": (),
    "CrmGenerateEntityDocumentActivity": (("TemplateId", "Document template is not specified"),),
    "CrmGenerateQr": (("Description", "ID is empty"),),
    "CrmGetDataEntityActivity": (("EntityType", "Incorrect element type."),),
    "CrmGetDynamicInfoActivity": (
        _DYNAMIC_TYPE,
        ("ReturnFields", "The required parameter is empty: Fields"),  # ours
    ),
    "CrmGetPaymentInfoActivity": (),
    "CrmGetPaymentUrlActivity": (),
    "CrmGetProductRowActivity": (),
    "CrmGetRelationsInfoActivity": (),
    "CrmGetRequisitesInfoActivity": (
        ("CrmEntityType", "The required parameter is empty: Entity type"),
        ("RequisitePresetId", "The required parameter is empty: Templates"),
    ),
    "CrmLeadStatusListenActivity": (("LeadId", "The 'Lead ID' property is missing."),),
    "CrmOrderPayActivity": (),
    "CrmRemoveProductRow": (),
    "CrmResourceBooking": (
        ("ResourceField", "Field is not specified"),
        ("ResourceStart", "Start date is not specified"),
        ("ResourceDuration", "Duration is not specified"),
        ("ResourceUsers", "Employees are not specified"),
    ),
    "CrmResourceBookingCancel": (("ResourceField", "Field is not specified"),),
    "CrmSendEmailActivity": (("~MessageText", "The message text is empty."),),  # ours
    "CrmSendSmsActivity": (
        ("ProviderId", "No provider selected."),
        ("~MessageText", "The message text is empty."),  # ours
    ),
    "CrmSetCompanyField": _EMPTY_FIELDS,
    "CrmSetContactField": _EMPTY_FIELDS,
    "CrmSetObserverField": (
        ("ActionOnObservers", "The required parameter is empty: Apply action to observers"),
        ("Observers", "The required parameter is empty: Observers"),
    ),
    "CrmSetOrderAllowDelivery": (),
    "CrmSetOrderCanceled": (("TargetStatus", "Cancellation status not specified"),),
    "CrmSetOrderDeducted": (),
    "CrmSetOrderPaid": (),
    "CrmSetShipmentField": (),
    "CrmSetShipmentStatus": (("TargetStatus", "Final status is not specified"),),
    "CrmTimelineCommentAdd": (("CommentText", '"Comment" property is missing.'),),
    "CrmUpdateDynamicActivity": (_DYNAMIC_TYPE,),
    "CrmWaitActivity": (
        ("WaitType", "Wait type is not specified"),
        ("WaitDuration", "Time-out is not specified"),
    ),
    "DelayActivity": (("0TimeoutDuration|TimeoutTime", "The 'Period' value is not specified."),),
    "DeleteDocumentActivity": (),
    "DiskAddFolderActivity": (
        ("EntityType", "Storage type is missing."),
        ("EntityId", "Storage is not specified."),
        ("FolderName", "Folder name is not specified."),
    ),
    "DiskCopyMoveActivity": (
        ("EntityType", "Storage type is missing."),
        ("EntityId", "Storage is not specified."),
        ("SourceId", "No object to copy or move specified."),
    ),
    "DiskDetailActivity": (("SourceId", "Source file is not specified."),),
    "DiskRemoveActivity": (("SourceId", "Source object not specified."),),
    "DiskUploadActivity": (
        ("EntityType", "Storage type is not specified."),
        ("EntityId", "Storage is not specified."),
        ("SourceFile", "No upload file selected."),
    ),
    "DiskUploadVersionActivity": (
        ("SourceId", "Source file is not specified."),
        ("SourceFile", "No upload file selected."),
    ),
    "EmptyBlockActivity": (),
    "EventDrivenActivity": (),
    "FixResultActivity": (
        ("AccessType", 'The field "Make result visible to:" is required.'),
        ("ResultType", 'The field "Workflow result:" is required.'),
    ),
    "ForEachActivity": (("?Variable", "Source is not selected"),),
    "ForumReviewActivity": (),
    "GetListsDocumentActivity": (
        ("DocumentType", "Incorrect entity type."),
        ("ElementId", "Item ID is missing"),
        ("Fields", "No entity fields selected"),
    ),
    "GetUserActivity": (
        ("UserParameter", "The 'User' property is missing."),
        ("ReserveUserParameter", "The 'Wait list' property is not specified."),
    ),
    "GetUserInfoActivity": (("GetUser", "Target employee not specified."),),
    "HandleExternalEventActivity": (),
    "IfElseActivity": (),
    "IfElseBranchActivity": (),
    "ImAddMemberToGroupChatActivity": (
        ("ChatId", "Complete the required field Select chat."),
        ("Members", "Complete the required field Add members."),
        ("ShowHistory", "Complete the required field Show history."),
    ),
    "ImAddMessageToGroupChatActivity": (
        ("ChatId", "Complete the required field Select chat."),
        ("FromMember", "Complete the required field Sender."),
        ("MessageTemplate", "Complete the required field Message type."),
    ),
    "ImCreateGroupChatActivity": (("Members", "Select chat members."),),
    "ImMessageActivity": (
        ("MessageUserFrom", "Complete the required field Sender."),
        ("MessageUserTo", "Complete the required field Recipient."),
        ("MessageTemplate", "Complete the required field Message type."),
    ),
    "IMNotifyActivity": (
        ("MessageUserFrom", "The 'Sender' parameter is missing."),
        ("MessageUserTo", "The 'Recipient' parameter is missing."),
        ("MessageSite", "The notification text is missing."),
    ),
    "ImOpenLinesMessageActivity": (),
    "ListenActivity": (),
    "LockDocumentActivity": (),
    "LogActivity": (("Text", "The message text is empty."),),
    "MailActivity": (
        ("MailUserFrom|MailUserFromArray", "The 'Sender' parameter is missing."),
        ("MailUserTo|MailUserToArray", "The 'Recipient' parameter is missing."),
        ("MailSubject", "The 'Subject' parameter is missing."),
        ("MailCharset", "The 'Encoding' parameter is missing."),
        ("MailMessageType", "The 'Message Type' parameter is missing."),
        ("MailText", "The 'Message Text' parameter is missing."),
    ),
    "MathOperationActivity": (("Conditions", "None of the variables is assigned a value"),),
    "ParallelActivity": (),
    "PublishDocumentActivity": (),
    "RandomStringActivity": (
        ("StringLength", "String length is not specified"),
        ("Alphabet", "Alphabet is not specified"),
    ),
    "RequestInformationActivity": _REQUEST,
    "RequestInformationOptionalActivity": _REQUEST,
    "ReviewActivity": (
        ("Users", "The 'Users' property is not specified."),
        ("Name", "The 'Name' property is missing."),
    ),
    "RobotDelayActivity": (("0TimeoutDuration|TimeoutTime", "The 'Period' value is not specified."),),
    "RpaApproveActivity": _RPA,
    "RpaChangeStageActivity": (("TargetStageId", "Target stage is not specified"),),
    "RpaMoveActivity": _RPA,
    "RpaRequestActivity": (*_RPA, ("FieldsToSet", "At least one field is required.")),
    "RpaReviewActivity": _RPA,
    "SaveHistoryActivity": (),
    "SequenceActivity": (),
    "SequentialWorkflowActivity": (),
    "SetFieldActivity": _EMPTY_FIELDS,
    "SetGlobalVariableActivity": (("GlobalVariableValue", "No value assigned to global variables"),),
    "SetPermissionsActivity": (),
    "SetStateActivity": (("TargetStateName", "Target status not specified"),),
    "SetStateTitleActivity": (),
    "SetVariableActivity": (("VariableValue", "All the variable values are empty."),),
    "SocnetBlogPostActivity": (
        ("PostMessage", "The message text is empty."),
        ("OwnerId", "Message author is not specified."),
        ("UsersTo", "Message recipients are not specified."),
    ),
    "SocNetLogActivity": (),
    "SocNetMessageActivity": (
        ("MessageUserTo", "The 'Recipient' parameter is missing."),
        ("MessageText", "The 'Message Text' parameter is missing."),
    ),
    "StartScriptActivity": (
        ("DocumentId", 'The field "Item ID" is required.'),
        ("TemplateId", 'The field "Smart script" is required.'),
        ("StartBy", 'The field "Run as user" is required.'),
    ),
    "StartWorkflowActivity": (
        ("DocumentId", "Element ID is not specified"),
        ("0TemplateId", "No template selected."),
    ),
    "StateActivity": (),
    "StateFinalizationActivity": (),
    "StateInitializationActivity": (),
    "StateMachineWorkflowActivity": (),
    "Task2Activity": (
        ("Fields.TITLE", "The property 'Task name' is missing."),
        ("Fields.CREATED_BY", "The property 'Create task as' is missing."),
        ("Fields.RESPONSIBLE_ID", "The property 'Responsible' is missing."),
        ("HoldToClose", "The property 'Pause process while task is running' is missing."),
    ),
    "TasksChangeResponsibleActivity": (("Responsible", "Responsible person is not specified."),),
    "TasksChangeStageActivity": (("TargetStage", "Final stage not specified"),),
    "TasksChangeStatusActivity": (("TargetStatus", "Final status is not specified"),),
    "TasksDeleteTaskActivity": (),
    "TasksGetDocumentActivity": (
        ("TaskId", "Task ID is required"),
        ("Fields", "No element fields selected"),
    ),
    "TasksUpdateTaskActivity": _EMPTY_FIELDS,
    "TerminateActivity": (),
    "UnlockDocumentActivity": (),
    "UnpublishDocumentActivity": (),
    "UpdateListsDocumentActivity": (
        ("DocumentType", "Incorrect entity type."),
        ("ElementId", "Item ID is missing"),
        ("Fields", "Item fields are not specified"),
    ),
    "VoximplantCallActivity": (
        ("OutputNumber", "Phone number is not specified."),
        ("Number|UseDocumentPhoneNumber", "Subscriber's number is not specified."),
        ("Text|AudioFile", "Text to speak is not provided."),
    ),
    "WaitWorkDayActivity": (("TargetUser", "Target employee not specified."),),
    "WebHookActivity": (("Handler", "Handler is not specified"),),
    "WhileActivity": (("@", "Loop condition not specified"),),
}

# File lookup ignores case; only IfElse's check of its children does not (bpt-format.md, "Node").
BY_LOWER_NAME: dict[str, str] = {name.lower(): name for name in RULES}


def errors(properties: Mapping[str, Any], rules: tuple[Rule, ...]) -> list[str]:
    """The messages of the rules that the properties break, in order."""
    return [message for path, message in rules if not any(_satisfied(properties, p) for p in _alternatives(path))]


def _alternatives(path: str) -> list[str]:
    mark = path[:1] if path[:1] in {"0", "?", "~", "@"} else ""
    return [mark + part for part in path[len(mark) :].split("|")]


def _satisfied(properties: Mapping[str, Any], path: str) -> bool:
    mark, name = (path[0], path[1:]) if path[:1] in {"0", "?", "~", "@"} else ("", path)
    if mark == "@":
        return code_of(properties) is not None
    value: Any = properties
    for key in name.split("."):
        if not isinstance(value, Mapping) or key not in value:
            return mark == "~"
        value = value[key]
    if mark == "?":
        return True
    return values.truthy(value) if mark == "0" else not is_blank(value)


def is_blank(value: Any) -> bool:
    """None, empty text, or a list or map of nothing but those."""
    if isinstance(value, Mapping | list | tuple):
        return all(is_blank(item) for item in (value.values() if isinstance(value, Mapping) else value))
    return value is None or value is False or (isinstance(value, str) and not value.strip())
