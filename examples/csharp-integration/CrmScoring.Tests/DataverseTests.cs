using System.Text.Json.Nodes;
using static CrmScoring.Tests.Samples;

namespace CrmScoring.Tests;

public sealed class DataverseTests
{
    [Fact]
    public async Task A_contact_is_scored_from_its_mapped_attributes()
    {
        await using Service service = await Service.Start();
        JsonNode reply = await service.Scored(Event("Create", attributes: Answers));
        Assert.Equal(Contact, (string?)reply["id"]);
        Assert.Equal("2026-11-21", (string?)reply["asOf"]);
        Assert.Equal("fan", (string?)reply["score"]!["segment"]);
        Assert.Equal(100, (double)reply["score"]!["satisfaction"]!);
        Assert.Equal(95, (double)reply["score"]!["attachment"]!);
    }

    [Fact]
    public async Task The_same_event_twice_makes_one_row_and_changes_nothing()
    {
        await using Service service = await Service.Start();
        string happened = Event("Create", attributes: Answers);
        Assert.True((bool)(await service.Scored(happened))["changed"]!);
        Assert.False((bool)(await service.Scored(happened))["changed"]!);
        // A later event with the same answers, or with none, is no change either.
        Assert.False((bool)(await service.Scored(Event(at: "2026-11-21T11:00:00Z", attributes: Answers)))["changed"]!);
        Assert.False((bool)(await service.Scored(Event(at: "2026-11-21T11:30:00Z")))["changed"]!);
        Assert.Equal(1L, service.Sql("SELECT COUNT(*) FROM scores"));
        Assert.Equal(1L, service.Sql("SELECT COUNT(*) FROM score_history"));
    }

    [Fact]
    public async Task An_update_changes_what_it_holds_and_keeps_the_rest()
    {
        await using Service service = await Service.Start();
        await service.Scored(Ada(Contact));
        JsonNode reply = await service.Scored(Event(attributes: Attribute("new_satoverall", Choice(1))));
        Assert.Equal(50, (double)reply["score"]!["satisfaction"]!); // (0 + 100) / 2
        Assert.Equal(95, (double)reply["score"]!["attachment"]!);
        Assert.NotNull(reply["score"]!["lifetimeValue"]); // the purchases are those of the record
        reply = await service.Scored(Event(at: "2026-11-21T11:00:00Z", attributes: Attribute("new_satoverall", "null")));
        Assert.Equal(100, (double)reply["score"]!["satisfaction"]!); // an answer that was cleared is missing, not zero
    }

    [Fact]
    public async Task Choices_may_begin_with_a_publishers_number()
    {
        await using Service service = await Service.Start(settings: "--Dataverse:ChoiceOffset=100000000");
        JsonNode reply = await service.Scored(Event("Create", attributes: string.Join(", ",
            Attribute("new_satoverall", Choice(100000002)), Attribute("new_satexpectation", "10"), Attribute("new_atttrust", Choice(5)))));
        Assert.Equal(62.5, (double)reply["score"]!["satisfaction"]!); // (25 + 100) / 2
        Assert.Equal(100, (double)reply["score"]!["attachment"]!);
    }

    [Fact]
    public async Task A_post_image_fills_in_what_the_target_leaves_out()
    {
        await using Service service = await Service.Start();
        JsonNode reply = await service.Scored(Event(attributes: Attribute("new_satoverall", Choice(1)), image: Answers));
        Assert.Equal(50, (double)reply["score"]!["satisfaction"]!);
        Assert.Equal(95, (double)reply["score"]!["attachment"]!);
    }

    [Fact]
    public async Task Events_that_overtake_each_other_leave_the_newest()
    {
        await using Service service = await Service.Start();
        await service.Scored(Event("Create", "2026-11-21T10:00:00Z", Answers));
        await service.Scored(Event(at: "2026-11-21T10:00:02Z", attributes: Attribute("new_satoverall", Choice(1))));
        JsonNode late = await service.Scored(Event(at: "2026-11-21T10:00:01Z", attributes: Attribute("new_satoverall", Choice(4))));
        Assert.True((bool)late["superseded"]!);
        Assert.Equal(50, (double)late["score"]!["satisfaction"]!);
    }

    [Fact]
    public async Task A_contact_that_is_deleted_is_erased()
    {
        await using Service service = await Service.Start();
        await service.Scored(Event("Create", attributes: Answers));
        JsonNode reply = await service.Scored(Event("Delete", "2026-11-21T11:00:00Z"));
        Assert.True((bool)reply["erased"]!);
        Assert.Null(reply["score"]);
        Assert.Equal(0L, service.Sql("SELECT (SELECT COUNT(*) FROM scores) + (SELECT COUNT(*) FROM customers) + (SELECT COUNT(*) FROM score_history)"));
        Assert.False((bool)(await service.Scored(Event("Delete", "2026-11-21T11:00:00Z")))["changed"]!);
    }

    [Theory]
    [InlineData("account", "Update", "", "PrimaryEntityName = \"account\"")]
    [InlineData("contact", "Assign", "", "MessageName = \"Assign\"")]
    [InlineData("contact", "Update", "{\"key\": \"new_satoverall\", \"value\": \"very\"}", "new_satoverall: expected a number")]
    [InlineData("contact", "Update", "{\"key\": \"new_surveyedon\", \"value\": \"/Date(x)/\"}", "new_surveyedon: expected a time")]
    [InlineData("contact", "Update", "{\"key\": \"new_surveyedon\", \"value\": \"/Date(999999999999999)/\"}", "new_surveyedon: expected a time")]
    [InlineData("contact", "Update", "{\"key\": \"new_scoringconsent\", \"value\": {\"Value\": 7}}", "new_scoringconsent = 7: expected 100000000")]
    [InlineData("contact", "Update", "{\"name\": \"new_satoverall\"}", "Target.Attributes: expected pairs of key and value")]
    public async Task What_cannot_be_mapped_is_a_problem_that_names_the_attribute(string table, string message, string attribute, string offender)
    {
        await using Service service = await Service.Start();
        (int status, JsonNode problem) = await service.Post("/score", Event(message, attributes: attribute, table: table));
        Assert.Equal(400, status);
        Assert.Contains(offender, (string)problem["detail"]!);
        Assert.True((int)problem["code"]! is 1 or 4);
        Assert.Equal(0L, service.Sql("SELECT COUNT(*) FROM scores"));
    }

    [Fact]
    public async Task A_message_that_Dataverse_cut_for_its_size_says_what_to_do()
    {
        await using Service service = await Service.Start();
        JsonObject cut = JsonNode.Parse(Event())!.AsObject();
        cut.Remove("InputParameters");
        cut.Remove("PostEntityImages");
        (int status, JsonNode problem) = await service.Post("/score", cut.ToJsonString());
        Assert.Equal(400, status);
        Assert.Contains("256 KB", (string)problem["detail"]!);
        cut["PrimaryEntityId"] = Guid.Empty.ToString();
        (status, problem) = await service.Post("/score", cut.ToJsonString());
        Assert.Equal(400, status);
        Assert.Contains("PrimaryEntityId", (string)problem["detail"]!);
    }
}
